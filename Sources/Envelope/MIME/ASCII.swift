/// The byte classes of the mail grammars (RFC 5234 appendix B.1, RFC 5322 section 3.2, RFC 2045 section 5.1).
enum ASCII {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let star: UInt8 = 0x2A
    static let hyphen: UInt8 = 0x2D
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let equals: UInt8 = 0x3D
    static let backslash: UInt8 = 0x5C

    static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// Space or tab: WSP.
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    /// A visible character: VCHAR.
    static func isVisible(_ byte: UInt8) -> Bool { byte >= 0x21 && byte <= 0x7E }

    /// A byte of a field name: visible, but no colon (RFC 5322 section 3.6.8).
    static func isFieldName(_ byte: UInt8) -> Bool { isVisible(byte) && byte != colon }

    /// A byte of a token: visible, and none of the tspecials (RFC 2045 section 5.1).
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x3C, 0x3E, 0x40, 0x2C, 0x3B, 0x3A, 0x5C, 0x22, 0x2F, 0x5B, 0x5D, 0x3F, 0x3D: false
        default: isVisible(byte)
        }
    }

    /// A byte of a multipart boundary: bchars (RFC 2046 section 5.1.1).
    static func isBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x20, 0x27, 0x28, 0x29, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x3F, 0x5F: true
        default: false
        }
    }
}
