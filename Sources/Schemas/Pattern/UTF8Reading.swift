/// Decoding of code points in a text that ought to be UTF-8. A byte that starts no well-formed sequence reads as U+FFFD.
extension Span where Element == UInt8 {
    /// Reads the code point that starts at `position`, which must be below `count`, and moves `position` behind it.
    @inline(__always)
    func scalar(at position: inout Int) -> UInt32 {
        let first = self[position]
        position += 1
        return first < 0x80 ? UInt32(first) : scalar(after: first, at: &position)
    }

    /// The rest of a sequence of two to four bytes; `position` is behind its first byte.
    private func scalar(after first: UInt8, at position: inout Int) -> UInt32 {
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (1, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (2, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (3, UInt32(first & 0x07))
        default: return 0xFFFD
        }
        guard position + length <= count else { return 0xFFFD }
        for index in position..<(position + length) {
            guard self[index] & 0xC0 == 0x80 else { return 0xFFFD }
            value = value << 6 | UInt32(self[index] & 0x3F)
        }
        position += length
        return min(value, ScalarSet.maximum)
    }

    /// Reads the code point that ends before `position`, which must be above 0, and moves `position` to its start.
    func scalar(before position: inout Int) -> UInt32 {
        let end = position
        var start = end - 1
        while start > 0, end - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
        var probe = start
        let value = scalar(at: &probe)
        guard probe == end else {
            position = end - 1
            return 0xFFFD
        }
        position = start
        return value
    }
}
