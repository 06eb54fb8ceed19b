/// Format `uri-template` (RFC 6570 section 2): literals with expressions in braces.
enum URITemplate {
    static func isValid(_ text: Span<UInt8>) -> Bool {
        var position = 0
        while position < text.count {
            if text.has("{", at: position) {
                guard let end = text.firstIndex(of: "}", from: position),
                    isExpression(text.extracting((position + 1)..<end))
                else { return false }
                position = end + 1
            } else {
                guard takeLiteral(text, at: &position) else { return false }
            }
        }
        return true
    }

    /// Every character but controls, the space and ``"%<>\^`{|}``; the apostrophe as in erratum 6937.
    private static func takeLiteral(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        let byte = text[position]
        switch byte {
        case UInt8(ascii: "%"): return takePercent(text, at: &position)
        case 0x80...: return ResourceCharacters.isInternationalScalar(text.scalar(at: &position), isQuery: true)
        case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
            UInt8(ascii: "^"), UInt8(ascii: "`"), 0x7B...0x7D:
            return false
        default:
            position += 1
            return true
        }
    }

    private static func takePercent(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard position + 2 < text.count, text[position + 1].isHexadecimal, text[position + 2].isHexadecimal else {
            return false
        }
        position += 3
        return true
    }

    /// An optional operator, the reserved ones included, and variables with commas between them.
    private static func isExpression(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty else { return false }
        var position = "+#./;?&=,!@|".utf8.contains(text[0]) ? 1 : 0
        while takeVariable(text, at: &position) {
            guard position < text.count else { return true }
            guard text.has(",", at: position) else { return false }
            position += 1
        }
        return false
    }

    /// A name, then `*` or a colon and a length of 1 to 9999.
    private static func takeVariable(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard takeName(text, at: &position) else { return false }
        if text.has("*", at: position) {
            position += 1
        } else if text.has(":", at: position) {
            let end = text.endOfDigits(from: position + 1)
            guard (1...4).contains(end - position - 1), !text.has("0", at: position + 1) else { return false }
            position = end
        }
        return true
    }

    /// Letters, digits, `_` and percent-encoded bytes, with single dots inside.
    private static func takeName(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        let start = position
        while position < text.count {
            if text.has("%", at: position) {
                guard takePercent(text, at: &position) else { return false }
            } else if text[position].isLetterOrDigit || text.has("_", at: position) {
                position += 1
            } else if text.has(".", at: position), position > start, !text.has(".", at: position - 1) {
                position += 1
            } else {
                break
            }
        }
        return position > start && !text.has(".", at: position - 1)
    }
}
