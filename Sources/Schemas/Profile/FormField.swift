/// A field of a form.
public struct FormField: Sendable {
    /// How careful one must be with a field (docs/vocabulary.md).
    public enum Sensitivity: String, Hashable, Sendable {
        case gewoon, persoonsgegeven, bijzonder, bsn
    }

    /// A code that may be chosen, with its label in Dutch.
    public struct Choice: Hashable, Sendable {
        public let code: String
        public let label: String
    }

    public indirect enum Content: Sendable {
        case value
        case object([FormField])
        case list(FormField)

        var next: (fields: [FormField], element: FormField?) {
            switch self {
            case .value: ([], nil)
            case .object(let fields): (fields, nil)
            case .list(let element): ([], element)
            }
        }
    }

    /// The key in the data; empty for the elements of a list.
    public let name: String
    /// In Dutch, as are help and group.
    public let label: String
    public let help: String?
    public let group: String?
    /// The place in the form, ascending.
    public let order: Int
    public let sensitivity: Sensitivity
    /// Why we added the field; nil for a field of the agreement itself.
    public let ground: String?
    /// Empty when any value of the type will do.
    public let choices: [Choice]
    /// The name of the code list that the value comes from.
    public let codeList: String?
    /// The format that the value has, such as date.
    public let format: String?
    /// Whether it is always required. A field that isn't may still be, under a condition.
    public let isRequired: Bool
    public let content: Content
}
