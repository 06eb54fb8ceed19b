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
        [tag.rawValue] + lengthField(count)
    }

    mutating func raw(_ encoded: [UInt8]) {
        bytes.append(contentsOf: encoded)
    }

    mutating func primitive(_ tag: DERTag, _ content: [UInt8]) {
        bytes.append(tag.rawValue)
        appendLength(content.count)
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
        if count < 0x80 {
            bytes[start - 1] = UInt8(count)
        } else {
            bytes.replaceSubrange((start - 1)..<start, with: Self.lengthField(count))
        }
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

    mutating func integer(_ value: Int) {
        var magnitude: [UInt8] = []
        var rest = UInt(value.magnitude)
        repeat {
            magnitude.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        } while rest > 0
        unsignedInteger(magnitude)
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
        bytes.append(DERTag.bitString.rawValue)
        appendLength(content.count + 1)
        bytes.append(0)
        bytes.append(contentsOf: content)
    }

    private mutating func appendLength(_ count: Int) {
        if count < 0x80 { bytes.append(UInt8(count)) } else { bytes.append(contentsOf: Self.lengthField(count)) }
    }

    private static func lengthField(_ count: Int) -> [UInt8] {
        guard count >= 0x80 else { return [UInt8(truncatingIfNeeded: count)] }
        var field: [UInt8] = []
        var rest = count
        while rest > 0 {
            field.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(field.count)] + field
    }
}
