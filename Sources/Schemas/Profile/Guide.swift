/// A number that the parties aim for.
public struct Guide: Hashable, Sendable {
    public let name: String
    /// For people, in Dutch.
    public let title: String
    public let number: Int
    public let ground: String
}
