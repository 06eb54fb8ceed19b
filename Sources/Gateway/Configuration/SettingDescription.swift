internal import Schemas

/// What can be said of a setting without knowing the type of its value.
protocol SettingDescription: Sendable {
    /// Where it stands in `node.json`.
    var pointer: JSONPointer { get }
    /// What its value must look like, with unit and limits.
    var expected: String { get }
    /// The value that it has when it is not given, as the table in docs/operations.md shows it.
    var standardText: String { get }
    /// What it is for, in one line.
    var meaning: String { get }
}

extension SettingDescription {
    /// Its row in the table of docs/operations.md.
    var row: String { "| `\(pointer)` | \(expected) | \(standardText) | \(meaning) |" }
}
