/// A key with its value, in a `JSONTree`.
public struct JSONMember: Hashable, Sendable {
    public let key: String
    public let value: JSONTree

    public init(_ key: String, _ value: JSONTree) {
        self.key = key
        self.value = value
    }
}
