/// The dialects that need no meta-schema to be loaded.
public enum Dialect: String, Sendable, Hashable, CaseIterable {
    /// JSON Schema 2020-12.
    case draft202012 = "https://json-schema.org/draft/2020-12/schema"

    /// Ours: 2020-12 in which `format` asserts, with the vocabulary of docs/vocabulary.md. Unknown keywords are errors.
    case formulier = "https://weerthuis.nl/dialect/formulier/1"

    var vocabularies: Vocabulary {
        switch self {
        case .draft202012: .draft202012
        case .formulier: .formulierDialect
        }
    }
}
