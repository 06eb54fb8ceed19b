/// How the bytes of a body were written (RFC 2045 section 6).
public enum MIMETransferEncoding: String, CaseIterable, Sendable {
    case sevenBit = "7bit"
    case eightBit = "8bit"
    case binary = "binary"
    case base64 = "base64"
    case quotedPrintable = "quoted-printable"

    /// Whether the body stands as it is: nothing needs decoding.
    public var isIdentity: Bool { self == .sevenBit || self == .eightBit || self == .binary }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if ByteSearch.matches("binary", in: bytes, range) {
            self = .binary
        } else if ByteSearch.matches("base64", in: bytes, range) {
            self = .base64
        } else if ByteSearch.matches("7bit", in: bytes, range) {
            self = .sevenBit
        } else if ByteSearch.matches("8bit", in: bytes, range) {
            self = .eightBit
        } else if ByteSearch.matches("quoted-printable", in: bytes, range) {
            self = .quotedPrintable
        } else {
            return nil
        }
    }
}
