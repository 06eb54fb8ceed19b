/// One parameter of a Content-Type (RFC 2045 section 5.1).
public struct MIMEParameter: Hashable, Sendable {
    /// The name, in lower case.
    public let name: String
    /// The value, without quotes. Visible ASCII and spaces only.
    public let value: String

    /// Parameters of most Content-Types, at most.
    static let usualCount = 4
    /// Parameters of one Content-Type.
    static let maximumCount = 12
    /// Bytes of one value.
    static let maximumLength = 256

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
