/// What a MIME text may cost. Every number is an upper limit; what goes over it is refused, never cut off.
public struct MIMELimits: Hashable, Sendable {
    /// Bytes of the whole text.
    public var bytes: Int
    /// Bytes of one entity's header, line ends included.
    public var headerBytes: Int
    /// Fields in one entity's header.
    public var headerFields: Int
    /// Bytes of one header line without its line end. RFC 5322 section 2.1.1 sets 998.
    public var headerLine = 998
    /// Bytes of one line of a 7bit or 8bit body without its line end. A binary body has no lines.
    public var bodyLine: Int
    /// Entities in the whole tree, the root included.
    public var entities = 16
    /// Levels of the tree, the root included.
    public var depth = 4
    /// Bytes of text before the first delimiter of a multipart.
    public var preamble = 256
    /// Bytes of line ends after the closing delimiter of a multipart.
    public var epilogue = 8
    /// Whether texts and attachments for people may be there.
    public var allowsMailTypes = false
    /// The encoding of a body without Content-Transfer-Encoding.
    public var defaultEncoding: MIMETransferEncoding

    /// For HTTP, which is transparent to 8-bit bytes and knows no lines (RFC 4130 section 5.2.2): an entity without
    /// Content-Transfer-Encoding is binary.
    public static let http = MIMELimits(
        bytes: 32 << 20, headerBytes: 16 << 10, headerFields: 40, bodyLine: 1 << 20, defaultEncoding: .binary)

    /// For mail: lines as in RFC 5322, and room for the trace fields that relays add.
    public static let mail = MIMELimits(
        bytes: 48 << 20, headerBytes: 64 << 10, headerFields: 120, bodyLine: 998, allowsMailTypes: true,
        defaultEncoding: .sevenBit)
}
