/// Reading of the content of simple elements.
extension DERElement {
    func bytes(in document: Span<UInt8>) -> [UInt8] { [UInt8](document, content) }

    /// A non-negative INTEGER of at most 31 bits.
    func smallInteger(in document: Span<UInt8>) throws(DERError) -> Int {
        let magnitude = try unsignedInteger(in: document)
        guard magnitude.count <= 4 else { throw error(.value) }
        var value = 0
        for index in magnitude { value = value << 8 | Int(document[index]) }
        guard value <= Int(Int32.max) else { throw error(.value) }
        return value
    }

    /// Where the magnitude of a non-negative, minimal INTEGER is: without a leading zero byte, at least one byte.
    func unsignedInteger(in document: Span<UInt8>) throws(DERError) -> Range<Int> {
        guard tag == .integer, let first = content.first, document[first] < 0x80 else { throw error(.value) }
        guard document[first] == 0, content.count > 1 else { return content }
        guard document[first + 1] >= 0x80 else { throw error(.value) }
        return (first + 1)..<content.upperBound
    }

    /// Where the bits of a BIT STRING of whole bytes are.
    func wholeBits(in document: Span<UInt8>) throws(DERError) -> Range<Int> {
        guard tag == .bitString, let first = content.first, document[first] == 0 else { throw error(.value) }
        return (first + 1)..<content.upperBound
    }

    func isTrue(in document: Span<UInt8>) throws(DERError) -> Bool {
        guard tag == .boolean, content.count == 1 else { throw error(.value) }
        switch document[content.lowerBound] {
        case 0x00: return false
        case 0xFF: return true
        default: throw error(.value)
        }
    }

    func isEqual(to bytes: [UInt8], in document: Span<UInt8>) -> Bool {
        let range = whole
        guard range.count == bytes.count, range.upperBound <= document.count else { return false }
        for index in bytes.indices where document[range.lowerBound + index] != bytes[index] { return false }
        return true
    }
}

extension [UInt8] {
    /// A copy of `range` of `document`.
    init(_ document: Span<UInt8>, _ range: Range<Int>) {
        self.init(capacity: range.count) { (output: inout OutputSpan<UInt8>) in
            for index in range { output.append(document[index]) }
        }
    }
}
