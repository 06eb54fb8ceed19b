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
        output.reserveCapacity(bytes.count + bytes.count / 8 + 64)
        var start = 0
        while let end = ByteSearch.lineEnd(in: bytes, start..<bytes.count) {
            encode(bytes, start..<end, into: &output)
            output.append(ASCII.carriageReturn)
            output.append(ASCII.lineFeed)
            start = end + 2
        }
        encode(bytes, start..<bytes.count, into: &output)
        return output
    }

    /// Writes one line, with soft line breaks where it is too long.
    private static func encode(_ bytes: Span<UInt8>, _ line: Range<Int>, into output: inout [UInt8]) {
        var column = 0
        for index in line {
            let byte = bytes[index]
            let isLast = index + 1 == line.upperBound
            let isPlain = (ASCII.isVisible(byte) && byte != ASCII.equals) || (byte == ASCII.space && !isLast)
            let count = isPlain ? 1 : 3
            if column + count > lineLength - 1 {
                output.append(ASCII.equals)
                output.append(ASCII.carriageReturn)
                output.append(ASCII.lineFeed)
                column = 0
            }
            column += count
            if isPlain {
                output.append(byte)
            } else {
                output.append(ASCII.equals)
                output.append(digit(byte >> 4))
                output.append(digit(byte & 15))
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") - 10 + value
    }
}
