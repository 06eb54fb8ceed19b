/// One node of a MIME tree. It holds places in the text that was read, never a copy of it: whoever holds the
/// text decides how long it lives and cleanses it.
public struct MIMEEntity: Sendable {
    /// Header and body: of a part, exactly the bytes that a multipart/signed signature covers (RFC 8551 section 3.5.3).
    public let range: Range<Int>
    /// The body, as it was transferred.
    public let bodyRange: Range<Int>
    /// The media type and its parameters.
    public let contentType: MIMEContentType
    /// How the body was written.
    public let transferEncoding: MIMETransferEncoding
    /// The parts of a multipart; empty for any other.
    public let parts: [MIMEEntity]
    let fields: [MIMEField]

    /// Answers the value of the first field `name` (in lower case), on one line, or nil.
    ///
    /// - Parameter bytes: the text from which this entity was read.
    public func field(_ name: StaticString, in bytes: Span<UInt8>) -> String? {
        fields.first { ByteSearch.matches(name, in: bytes, $0.name) }?.unfolded(in: bytes)
    }

    /// Answers how often the field `name` (in lower case) stands in the header.
    public func count(of name: StaticString, in bytes: Span<UInt8>) -> Int {
        fields.count { ByteSearch.matches(name, in: bytes, $0.name) }
    }

    /// Answers the body with its transfer encoding undone, as a copy.
    ///
    /// - Parameter bytes: the text from which this entity was read.
    /// - Throws: ``MIMEError`` when the body is not canonical base64 or strict quoted-printable.
    public func content(in bytes: Span<UInt8>) throws(MIMEError) -> [UInt8] {
        switch transferEncoding {
        case .sevenBit, .eightBit, .binary:
            unsafe bytes.extracting(bodyRange).withUnsafeBufferPointer { unsafe Array($0) }
        case .base64: try Base64.decode(bytes, bodyRange)
        case .quotedPrintable: try QuotedPrintable.decode(bytes, bodyRange)
        }
    }
}
