/// Codes with their labels, of a year and from a source.
public struct ProfileCodeList: Hashable, Sendable {
    public let name: String
    public let year: Int
    public let source: String
    /// The label of each code, in Dutch.
    public let labels: [String: String]
}
