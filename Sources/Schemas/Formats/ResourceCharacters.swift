/// The characters of the parts of a URI (RFC 3986 section 2) or an IRI (RFC 3987 section 2.2).
struct ResourceCharacters {
    let isInternational: Bool

    /// Whether a part has only unreserved characters, sub-delims, percent-encoded bytes and the ones named `besides`.
    ///
    /// - Parameters:
    ///   - isQuery: IRIs allow private use there.
    ///   - skipsFirst: leaves out the delimiter that starts the part.
    func allow(
        _ text: Span<UInt8>, in range: Range<Int>, besides others: StaticString, isQuery: Bool = false,
        skipsFirst: Bool = false
    ) -> Bool {
        var position = range.lowerBound + (skipsFirst && !range.isEmpty ? 1 : 0)
        while position < range.upperBound {
            let byte = text[position]
            if byte >= 0x80 {
                guard isInternational, Self.isInternationalScalar(text.scalar(at: &position), isQuery: isQuery) else {
                    return false
                }
            } else if byte == UInt8(ascii: "%") {
                guard position + 2 < range.upperBound, text[position + 1].isHexadecimal,
                    text[position + 2].isHexadecimal
                else { return false }
                position += 3
            } else {
                guard Self.isPlain(byte) || others.has(byte) else { return false }
                position += 1
            }
        }
        return true
    }

    /// unreserved and sub-delims.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        case UInt8(ascii: "!"), UInt8(ascii: "$"), 0x26...0x2C, UInt8(ascii: ";"), UInt8(ascii: "="): true
        default: byte.isLetterOrDigit
        }
    }

    /// ucschar, and in a query iprivate.
    static func isInternationalScalar(_ scalar: UInt32, isQuery: Bool) -> Bool {
        switch scalar {
        case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
        case 0xE000...0xF8FF: isQuery
        case 0x10000...0xDFFFF: scalar & 0xFFFF <= 0xFFFD
        case 0xE1000...0xEFFFD: true
        case 0xF0000...0x10FFFF: isQuery && scalar & 0xFFFF <= 0xFFFD
        default: false
        }
    }
}

extension StaticString {
    fileprivate func has(_ byte: UInt8) -> Bool {
        withUTF8Buffer { $0.contains(byte) }
    }
}
