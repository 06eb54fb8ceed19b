/// Quoted-printable (RFC 2045 section 6.7), read strictly: lines of at most 76 characters that end in CRLF, hexadecimal
/// digits in upper case, no blank at the end of a line, soft line breaks.
enum QuotedPrintable {
    static let lineLength = 76
    private static let digits = [UInt8]("0123456789ABCDEF".utf8)

    /// - Throws: ``MIMEError`` with reason `quotedPrintable` at the first byte that breaks a rule.
    static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(MIMEError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let end = ByteSearch.first(ASCII.carriageReturn, in: bytes, position..<range.upperBound) ?? range.upperBound
            let isLast = end == range.upperBound
            guard end - position <= lineLength,
                isLast || (end + 1 < range.upperBound && bytes[end + 1] == ASCII.lineFeed)
            else { throw MIMEError(.quotedPrintable, at: position) }
            let isSoft = try decodeLine(bytes, position..<end, into: &output)
            guard !isLast || !isSoft else { throw MIMEError(.quotedPrintable, at: end) }
            if !isLast && !isSoft { output += [ASCII.carriageReturn, ASCII.lineFeed] }
            position = isLast ? end : end + 2
        }
        return output
    }

    /// Decodes one line; answers whether it ended in a soft line break.
    private static func decodeLine(
        _ bytes: Span<UInt8>, _ line: Range<Int>, into output: inout [UInt8]
    ) throws(MIMEError) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = bytes[index]
            if byte == ASCII.equals {
                if index + 1 == line.upperBound { return true }
                guard index + 2 < line.upperBound, let high = digits.firstIndex(of: bytes[index + 1]),
                    let low = digits.firstIndex(of: bytes[index + 2])
                else { throw MIMEError(.quotedPrintable, at: index) }
                output.append(UInt8(high << 4 | low))
                index += 3
                continue
            }
            let isInnerBlank = ASCII.isBlank(byte) && index + 1 < line.upperBound
            guard ASCII.isVisible(byte) || isInnerBlank else { throw MIMEError(.quotedPrintable, at: index) }
            output.append(byte)
            index += 1
        }
        return false
    }

    /// Writes text whose lines end in CRLF; every other byte outside visible ASCII is written in hexadecimal.
    static func encode(_ bytes: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var column = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : ASCII.carriageReturn
            if byte == ASCII.carriageReturn && next == ASCII.lineFeed && index + 1 < bytes.count {
                output += [byte, next]
                column = 0
                index += 2
                continue
            }
            let isPlain =
                (ASCII.isVisible(byte) && byte != ASCII.equals)
                || (byte == ASCII.space && next != ASCII.carriageReturn)
            let written = isPlain ? [byte] : [ASCII.equals, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            if column + written.count > lineLength - 1 {
                output += [ASCII.equals, ASCII.carriageReturn, ASCII.lineFeed]
                column = 0
            }
            output += written
            column += written.count
            index += 1
        }
        return output
    }
}
