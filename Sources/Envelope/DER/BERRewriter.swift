/// Rewrites BER of the kind that other mail software writes (indefinite and long lengths) as definite lengths in the fewest bytes.
///
/// The result is read by the strict reader. Values are not changed: an OCTET STRING in pieces stays in pieces.
enum BERRewriter {
    private static let maximumDepth = 24
    /// Elements in one document: 24 MiB in pieces of 1,000 bytes, and what is around them.
    private static let maximumElements = 1 << 15

    static func rewrite(_ bytes: Span<UInt8>) throws(DERError) -> [UInt8] {
        var writer = DERWriter(capacity: bytes.count + 64)
        var position = 0
        var room = maximumElements
        try element(bytes, &position, end: bytes.count, depth: 1, &room, &writer)
        guard position == bytes.count else { throw DERError(reason: .trailingBytes, offset: position) }
        return writer.bytes
    }

    private static func element(
        _ bytes: Span<UInt8>, _ position: inout Int, end: Int, depth: Int, _ room: inout Int,
        _ writer: inout DERWriter
    ) throws(DERError) {
        let start = position
        room -= 1
        guard depth <= maximumDepth, room >= 0 else { throw DERError(reason: .tooMuch, offset: start) }
        guard end - start >= 2 else { throw DERError(reason: .truncated, offset: start) }
        let tag = DERTag(rawValue: bytes[start])
        guard tag.rawValue & 0x1F != 0x1F else { throw DERError(reason: .highTag, offset: start) }
        let isConstructed = tag.rawValue & 0x20 != 0
        let length = try length(bytes, &position, end: end)
        guard isConstructed else {
            guard let length else { throw DERError(reason: .indefiniteLength, offset: start) }
            let content = position..<position + length
            position = content.upperBound
            writer.primitive(tag, [UInt8](bytes, content))
            return
        }
        let innerEnd = length.map { position + $0 }
        var at = position
        try writer.constructed(tag) { (writer) throws(DERError) in
            while try hasMore(bytes, &at, definiteEnd: innerEnd, outerEnd: end) {
                try element(bytes, &at, end: innerEnd ?? end, depth: depth + 1, &room, &writer)
            }
        }
        position = at
    }

    /// Whether another element follows; passes over the two zero bytes that end an indefinite length.
    private static func hasMore(
        _ bytes: Span<UInt8>, _ position: inout Int, definiteEnd: Int?, outerEnd: Int
    ) throws(DERError) -> Bool {
        if let definiteEnd { return position < definiteEnd }
        guard outerEnd - position >= 2 else { throw DERError(reason: .truncated, offset: position) }
        guard bytes[position] == 0, bytes[position + 1] == 0 else { return true }
        position += 2
        return false
    }

    /// Moves past tag and length.
    ///
    /// - Returns: nil for an indefinite length.
    private static func length(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) throws(DERError) -> Int? {
        let first = bytes[position + 1]
        position += 2
        if first == 0x80 { return nil }
        var length = Int(first)
        if first > 0x80 {
            let count = Int(first & 0x7F)
            guard count <= 4 else { throw DERError(reason: .lengthOverrun, offset: position) }
            guard end - position >= count else { throw DERError(reason: .truncated, offset: position) }
            length = 0
            for index in 0..<count { length = length << 8 | Int(bytes[position + index]) }
            position += count
        }
        guard length <= end - position else { throw DERError(reason: .lengthOverrun, offset: position) }
        return length
    }
}
