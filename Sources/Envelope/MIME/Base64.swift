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
        let lineBytes = lineLength.map { $0 / 4 * 3 } ?? max(bytes.count, 1)
        let alphabet = Self.alphabet.span
        return [UInt8](capacity: letters + 2 * lines) { (output: inout OutputSpan<UInt8>) in
            for start in stride(from: 0, to: bytes.count, by: lineBytes) {
                encode(bytes, start..<min(start + lineBytes, bytes.count), alphabet, into: &output)
                guard lineLength != nil else { continue }
                output.append(ASCII.carriageReturn)
                output.append(ASCII.lineFeed)
            }
        }
    }

    private static func encode(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ alphabet: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) {
        var source = line.lowerBound
        while source + 3 <= line.upperBound {
            let group = Int(bytes[source]) << 16 | Int(bytes[source + 1]) << 8 | Int(bytes[source + 2])
            for shift in stride(from: 18, through: 0, by: -6) { output.append(alphabet[group >> shift & 63]) }
            source += 3
        }
        guard source < line.upperBound else { return }
        let isPair = source + 2 == line.upperBound
        let group = Int(bytes[source]) << 16 | (isPair ? Int(bytes[source + 1]) << 8 : 0)
        output.append(alphabet[group >> 18])
        output.append(alphabet[group >> 12 & 63])
        output.append(isPair ? alphabet[group >> 6 & 63] : ASCII.equals)
        output.append(ASCII.equals)
    }

    /// - Throws: ``MIMEError`` with reason `base64` at the first byte that breaks the canonical form.
    static func decode(
        _ bytes: Span<UInt8>, _ range: Range<Int>, lineLength: Int = lineLength
    ) throws(MIMEError) -> [UInt8] {
        let range = withoutEmptyLines(bytes, range)
        var output: [UInt8] = []
        output.reserveCapacity(range.count / 4 * 3)
        var position = range.lowerBound
        let values = Self.values.span
        var firstLength: Int?
        var isComplete = false
        while position < range.upperBound {
            let end = ByteSearch.first(ASCII.carriageReturn, in: bytes, position..<range.upperBound) ?? range.upperBound
            let length = end - position
            guard !isComplete, length > 0, length % 4 == 0, length <= firstLength ?? lineLength,
                end == range.upperBound || (end + 1 < range.upperBound && bytes[end + 1] == ASCII.lineFeed)
            else { throw MIMEError(.base64, at: position) }
            isComplete = try decodeLine(bytes, position..<end, values, into: &output) || length < firstLength ?? length
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
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ values: Span<UInt8>, into output: inout [UInt8]
    ) throws(MIMEError) -> Bool {
        var padding = 0
        if bytes[line.upperBound - 1] == ASCII.equals { padding = bytes[line.upperBound - 2] == ASCII.equals ? 2 : 1 }
        let whole = padding > 0 ? line.upperBound - 4 : line.upperBound
        for start in stride(from: line.lowerBound, to: whole, by: 4) {
            let group = try group(bytes, start, 4, values)
            output.append(UInt8(truncatingIfNeeded: group >> 16))
            output.append(UInt8(truncatingIfNeeded: group >> 8))
            output.append(UInt8(truncatingIfNeeded: group))
        }
        guard padding > 0 else { return false }
        let group = try group(bytes, whole, 4 - padding, values) << UInt32(6 * padding)
        let unused: UInt32 = padding == 1 ? 0xFF : 0xFFFF
        guard group & unused == 0 else { throw MIMEError(.base64, at: whole) }
        output.append(UInt8(truncatingIfNeeded: group >> 16))
        if padding == 1 { output.append(UInt8(truncatingIfNeeded: group >> 8)) }
        return true
    }

    private static func group(
        _ bytes: Span<UInt8>, _ start: Int, _ count: Int, _ values: Span<UInt8>
    ) throws(MIMEError) -> UInt32 {
        var group: UInt32 = 0
        for index in start..<start + count {
            let value = values[Int(bytes[index])]
            guard value != invalid else { throw MIMEError(.base64, at: index) }
            group = group << 6 | UInt32(value)
        }
        return group
    }
}
