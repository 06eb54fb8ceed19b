/// One option of a command. The same table drives parsing, `--help` and the "did you mean".
public struct OptionDescriptor: Sendable {
    /// The name without the two hyphens.
    public let name: String
    /// What stands for the value in the help (`FILE`); nil for a switch that takes none.
    public let placeholder: String?
    /// One line of explanation.
    public let help: String
    /// True when the option may be given more than once.
    public let repeats: Bool
    /// One letter that stands for the name, given as `-n value`; nil when there is none.
    public let short: Character?

    /// A switch: present or absent.
    public static func flag(_ name: String, short: Character? = nil, _ help: String) -> OptionDescriptor {
        OptionDescriptor(name: name, placeholder: nil, help: help, repeats: false, short: short)
    }

    /// An option with a value, given as `--name value` or `--name=value`.
    public static func value(
        _ name: String, short: Character? = nil, _ placeholder: String, _ help: String, repeats: Bool = false
    ) -> OptionDescriptor {
        OptionDescriptor(name: name, placeholder: placeholder, help: help, repeats: repeats, short: short)
    }

    /// For programs: the result as one line of JSON, and nothing else on standard output.
    static let json = OptionDescriptor.flag("json", short: "j", "print one JSON object")

    var usage: String {
        let names = (short.map { "-\($0), " } ?? "") + "--\(name)"
        return placeholder.map { "\(names) \($0)" } ?? names
    }
}
