/// Questions about the bytes of a text that the formats ask again and again.
extension Span where Element == UInt8 {
    /// The value of a run of ASCII digits; nil when another byte is among them.
    func number(at range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard self[index].isDigit else { return nil }
            value = value * 10 + Int(self[index] - 0x30)
        }
        return value
    }

    /// Whether the byte at `index` is there and is this one.
    func has(_ byte: Unicode.Scalar, at index: Int) -> Bool {
        index >= 0 && index < count && UInt32(self[index]) == byte.value
    }

    /// The first place of a byte from `start` on.
    func firstIndex(of byte: Unicode.Scalar, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if UInt32(self[index]) == byte.value { return index }
            index += 1
        }
        return nil
    }

    func allSatisfy(_ condition: (UInt8) -> Bool) -> Bool {
        for index in indices where !condition(self[index]) { return false }
        return true
    }

    /// The index behind the digits that start at `start`.
    func endOfDigits(from start: Int) -> Int {
        var index = start
        while index < count, self[index].isDigit { index += 1 }
        return index
    }

    func string() -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }
    /// An ASCII letter of either case.
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isUppercaseLetter: Bool { self &- 0x41 < 26 }
    var isHexadecimal: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
    var isLetterOrDigit: Bool { isLetter || isDigit }
}
