internal import Glibc

/// Searches in a span at the speed of the C library; the only file of this folder that touches pointers.
enum ByteSearch {
    /// Answers the index of the first `byte` in `range`, or nil.
    static func first(_ byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress,
                let hit = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
        }
    }

    /// Answers the index of the first CRLF in `range`, or nil.
    static func lineEnd(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var position = range.lowerBound
        while let found = first(ASCII.carriageReturn, in: bytes, position..<range.upperBound) {
            if found + 1 < range.upperBound, bytes[found + 1] == ASCII.lineFeed { return found }
            position = found + 1
        }
        return nil
    }

    /// Whether `needle` stands at `index` and ends before `end`.
    static func matches(_ needle: [UInt8], in bytes: Span<UInt8>, at index: Int, before end: Int) -> Bool {
        guard index >= 0, end <= bytes.count, needle.count <= end - index else { return false }
        for offset in 0..<needle.count where bytes[index + offset] != needle[offset] { return false }
        return true
    }

    /// Whether `text` stands at `index`; letters A to Z count as a to z when `text` is in lower case.
    static func matches(_ text: StaticString, in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        text.withUTF8Buffer { unsafe matches($0.span, in: bytes, range) }
    }

    /// The same for a text that is lent.
    static func matches(_ text: Span<UInt8>, in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == text.count, range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
        for offset in text.indices where ASCII.lowercased(bytes[range.lowerBound + offset]) != text[offset] {
            return false
        }
        return true
    }
}
