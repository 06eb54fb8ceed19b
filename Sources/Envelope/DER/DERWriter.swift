/// Writes DER. Meant for structures of up to a few kilobytes; large content is placed around what this writes.
struct DERWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// The bytes that `body` writes.
    static func write<E: Error>(_ body: (inout DERWriter) throws(E) -> Void) throws(E) -> [UInt8] {
        var writer = DERWriter()
        try body(&writer)
        return writer.bytes
    }

    /// Identifier and length of an element with `count` bytes of content.
    static func header(_ tag: DERTag, count: Int) -> [UInt8] {
        var writer = DERWriter(capacity: 10)
        writer.begin(tag, count: count)
        return writer.bytes
    }

    mutating func raw(_ encoded: [UInt8]) {
        bytes.append(contentsOf: encoded)
    }

    mutating func primitive(_ tag: DERTag, _ content: [UInt8]) {
        begin(tag, count: content.count)
        bytes.append(contentsOf: content)
    }

    /// An element built from those that `body` writes.
    mutating func constructed<E: Error>(
        _ tag: DERTag, _ body: (inout DERWriter) throws(E) -> Void
    ) throws(E) {
        bytes.append(tag.rawValue)
        bytes.append(0)
        let start = bytes.count
        try body(&self)
        let count = bytes.count - start
        guard count >= 0x80 else { return bytes[start - 1] = UInt8(count) }
        bytes.replaceSubrange((start - 2)..<start, with: Self.header(tag, count: count))
    }

    mutating func sequence<E: Error>(_ body: (inout DERWriter) throws(E) -> Void) throws(E) {
        try constructed(.sequence, body)
    }

    /// A SET OF in the order that DER asks for (X.690, 11.6).
    mutating func set(of elements: [[UInt8]], tag: DERTag = .set) {
        constructed(tag) { writer in
            for element in elements.sorted(by: { $0.lexicographicallyPrecedes($1) }) { writer.raw(element) }
        }
    }

    /// An INTEGER that is not negative.
    mutating func integer(_ value: Int) {
        // One bit more than the number has: the first says the sign.
        let count = (UInt.bitWidth - value.magnitude.leadingZeroBitCount) / 8 + 1
        begin(.integer, count: count)
        append(value.magnitude, count)
    }

    /// An INTEGER from its magnitude, most significant byte first.
    mutating func unsignedInteger(_ magnitude: [UInt8]) {
        let trimmed = Array(magnitude.drop { $0 == 0 })
        let content = trimmed.isEmpty ? [0] : trimmed
        primitive(.integer, content[0] >= 0x80 ? [0] + content : content)
    }

    mutating func objectIdentifier(_ identifier: ObjectID) {
        raw(identifier.encoded)
    }

    mutating func null() {
        raw([0x05, 0x00])
    }

    mutating func octetString(_ content: [UInt8]) {
        primitive(.octetString, content)
    }

    mutating func bitString(_ content: [UInt8]) {
        begin(.bitString, count: content.count + 1)
        bytes.append(0)
        bytes.append(contentsOf: content)
    }

    private mutating func begin(_ tag: DERTag, count: Int) {
        bytes.append(tag.rawValue)
        guard count >= 0x80 else { return bytes.append(UInt8(count)) }
        let length = (Int.bitWidth - count.leadingZeroBitCount + 7) / 8
        bytes.append(0x80 | UInt8(length))
        append(UInt(count), length)
    }

    /// The last `count` bytes of a number, the most significant first.
    private mutating func append(_ number: UInt, _ count: Int) {
        for place in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> UInt(place * 8))) }
    }
}
