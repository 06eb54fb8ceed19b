/// Base64 as mail carries it (RFC 2045 section 6.8, RFC 4648 section 4), in its one canonical form: lines of one length
/// that is a multiple of 4 and at most 76, only the last one shorter; padding at the end only; unused bits zero. A few empty
/// lines may follow: `openssl cms` and mail relays leave them there.
enum Base64 {
    static let lineLength = 76
    private static let alphabet = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let invalid: UInt8 = 0xFF
    private static let maximumEmptyLines = 4
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()

    /// Writes `bytes` without line ends when `lineLength` is nil; else each line, the last too, ends in CRLF.
    static func encode(_ bytes: Span<UInt8>, lineLength: Int? = nil) -> [UInt8] {
        let letters = (bytes.count + 2) / 3 * 4
        let lines = lineLength.map { (letters + $0 - 1) / $0 } ?? 0
        return unsafe [UInt8](unsafeUninitializedCapacity: letters + 2 * lines) { buffer, count in
            var column = 0
            var source = 0
            while source < bytes.count {
                let taken = min(3, bytes.count - source)
                let group = group(bytes, source, taken)
                for place in 0..<4 {
                    let index = Int(group >> UInt32(18 - 6 * place)) & 63
                    unsafe buffer[count] = place <= taken ? alphabet[index] : ASCII.equals
                    count += 1
                }
                source += taken
                column += 4
                guard let lineLength, column == lineLength || source == bytes.count else { continue }
                unsafe buffer[count] = ASCII.carriageReturn
                unsafe buffer[count + 1] = ASCII.lineFeed
                count += 2
                column = 0
            }
        }
    }

    private static func group(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt32 {
        var group = UInt32(bytes[start]) << 16
        if count > 1 { group |= UInt32(bytes[start + 1]) << 8 }
        if count > 2 { group |= UInt32(bytes[start + 2]) }
        return group
    }

    /// - Throws: ``MIMEError`` with reason `base64` at the first byte that breaks the canonical form.
    static func decode(
        _ bytes: Span<UInt8>, _ range: Range<Int>, lineLength: Int = lineLength
    ) throws(MIMEError) -> [UInt8] {
        let range = withoutEmptyLines(bytes, range)
        var output: [UInt8] = []
        output.reserveCapacity(range.count / 4 * 3)
        var position = range.lowerBound
        var firstLength: Int?
        var isComplete = false
        while position < range.upperBound {
            let end = ByteSearch.first(ASCII.carriageReturn, in: bytes, position..<range.upperBound) ?? range.upperBound
            let length = end - position
            guard !isComplete, length > 0, length % 4 == 0, length <= firstLength ?? lineLength,
                end == range.upperBound || (end + 1 < range.upperBound && bytes[end + 1] == ASCII.lineFeed)
            else { throw MIMEError(.base64, at: position) }
            isComplete = try decodeLine(bytes, position..<end, into: &output) || length < firstLength ?? length
            firstLength = firstLength ?? length
            position = end == range.upperBound ? end : end + 2
        }
        return output
    }

    /// `range` without the empty lines at its end.
    private static func withoutEmptyLines(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let lineEnds = [ASCII.carriageReturn, ASCII.lineFeed, ASCII.carriageReturn, ASCII.lineFeed]
        var end = range.upperBound
        for _ in 0..<maximumEmptyLines
        where end - lineEnds.count > range.lowerBound
            && ByteSearch.matches(lineEnds, in: bytes, at: end - lineEnds.count, before: end)
        {
            end -= 2
        }
        return range.lowerBound..<end
    }

    /// Decodes one line; answers whether it ended in padding, after which nothing may follow.
    private static func decodeLine(
        _ bytes: Span<UInt8>, _ line: Range<Int>, into output: inout [UInt8]
    ) throws(MIMEError) -> Bool {
        var padding = 0
        if bytes[line.upperBound - 1] == ASCII.equals { padding = bytes[line.upperBound - 2] == ASCII.equals ? 2 : 1 }
        for start in stride(from: line.lowerBound, to: line.upperBound, by: 4) {
            let pad = start + 4 == line.upperBound ? padding : 0
            var group: UInt32 = 0
            for index in start..<start + 4 - pad {
                let value = values[Int(bytes[index])]
                guard value != invalid else { throw MIMEError(.base64, at: index) }
                group = group << 6 | UInt32(value)
            }
            group <<= UInt32(6 * pad)
            let unused: UInt32 = pad == 0 ? 0 : pad == 1 ? 0xFF : 0xFFFF
            guard group & unused == 0 else { throw MIMEError(.base64, at: start) }
            output.append(UInt8(truncatingIfNeeded: group >> 16))
            if pad < 2 { output.append(UInt8(truncatingIfNeeded: group >> 8)) }
            if pad < 1 { output.append(UInt8(truncatingIfNeeded: group)) }
        }
        return padding > 0
    }
}
