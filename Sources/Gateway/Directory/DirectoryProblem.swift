public import Envelope
public import Schemas

/// A rule that a directory breaks: where, what is the matter, and what to do.
public struct DirectoryProblem: Hashable, Sendable, CustomStringConvertible {
    public let rule: DirectoryRule
    public let place: JSONPointer
    /// The party that it concerns; nil when it concerns the edition.
    public let party: OIN?
    /// In English.
    public let sentence: String

    public var description: String {
        "\(rule.rawValue) at \(place)" + (party.map { " (party \($0))" } ?? "") + ": \(sentence)"
    }
}
