/// Reads the elements of one level of strict DER (X.690, 8 and 10): definite lengths in the fewest bytes, nothing after the
/// last element. It holds places only; the document is handed to every call, so that no content is copied.
struct DERReader: Sendable {
    private(set) var position: Int
    let end: Int

    init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The single element that `bytes` consist of.
    static func document(_ tag: DERTag, in bytes: Span<UInt8>) throws(DERError) -> DERElement {
        var reader = DERReader(0..<bytes.count)
        let element = try reader.next(tag, in: bytes)
        try reader.finish()
        return element
    }

    var isAtEnd: Bool { position >= end }

    mutating func next(in bytes: Span<UInt8>) throws(DERError) -> DERElement {
        let start = position
        guard end <= bytes.count, end - start >= 2 else { throw error(.truncated) }
        let identifier = bytes[start]
        guard identifier & 0x1F != 0x1F else { throw error(.highTag) }
        let (length, headerCount) = try lengthField(in: bytes)
        let contentStart = start + headerCount
        guard length <= end - contentStart else { throw error(.lengthOverrun) }
        position = contentStart + length
        return DERElement(tag: DERTag(rawValue: identifier), start: start, content: contentStart..<position)
    }

    mutating func next(_ tag: DERTag, in bytes: Span<UInt8>) throws(DERError) -> DERElement {
        guard peek(in: bytes) == tag else { throw error(isAtEnd ? .truncated : .unexpectedTag) }
        return try next(in: bytes)
    }

    mutating func optional(_ tag: DERTag, in bytes: Span<UInt8>) throws(DERError) -> DERElement? {
        peek(in: bytes) == tag ? try next(in: bytes) : nil
    }

    func peek(in bytes: Span<UInt8>) -> DERTag? {
        position < end && position < bytes.count ? DERTag(rawValue: bytes[position]) : nil
    }

    func finish() throws(DERError) {
        guard isAtEnd else { throw error(.trailingBytes) }
    }

    func error(_ reason: DERError.Reason) -> DERError { DERError(reason: reason, offset: position) }

    /// The length, and the number of bytes of identifier and length together.
    private func lengthField(in bytes: Span<UInt8>) throws(DERError) -> (length: Int, headerCount: Int) {
        let first = bytes[position + 1]
        if first < 0x80 { return (Int(first), 2) }
        guard first != 0x80 else { throw error(.indefiniteLength) }
        let count = Int(first & 0x7F)
        guard count <= 4 else { throw error(.lengthOverrun) }
        guard end - position - 2 >= count else { throw error(.truncated) }
        var length = 0
        for index in 0..<count { length = length << 8 | Int(bytes[position + 2 + index]) }
        guard length >= 0x80, bytes[position + 2] != 0 else { throw error(.lengthNotMinimal) }
        return (length, 2 + count)
    }
}
