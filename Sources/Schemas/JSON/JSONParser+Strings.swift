extension JSONParser {
    /// Reads the string whose opening quote stands here. Without escapes it stays where it is.
    @inline(__always)
    mutating func parseString() throws(JSONSyntaxError) {
        let start = position + 1
        let end = try endOfPlainRun(from: start)
        if bytes[end] == UInt8(ascii: "\"") {
            nodes.append(JSONNode(.plain, place: start, extent: end - start))
            position = end + 1
        } else {
            try decodeString(from: start, firstEscape: end)
        }
    }

    /// The offset of the first quote or backslash at or after `start`; everything before it is checked text.
    @inline(__always)
    private func endOfPlainRun(from start: Int) throws(JSONSyntaxError) -> Int {
        var offset = start
        while true {
            while offset &+ 8 <= bytes.count {
                let special = Self.specialBytes(bytes.load(offset))
                if special == 0 {
                    offset &+= 8
                } else {
                    offset &+= special.trailingZeroBitCount >> 3
                    break
                }
            }
            guard offset < bytes.count else { throw error(.unexpectedEnd, at: bytes.count) }
            switch bytes[offset] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return offset
            case 0..<0x20: throw error(.controlCharacter, at: offset)
            case 0x80...: offset &+= try scalarLength(at: offset)
            default: offset &+= 1
            }
        }
    }

    /// A mark in the top bit of the first byte that is a quote, a backslash, a control character or not ASCII.
    /// Higher bytes may be marked wrongly, the first one never.
    @inline(__always)
    private static func specialBytes(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ ones &* 0x22
        let slashes = word ^ ones &* 0x5C
        let isQuote = (quotes &- ones) & ~quotes
        let isSlash = (slashes &- ones) & ~slashes
        let isControl = (word &- ones &* 0x20) & ~word
        return (isQuote | isSlash | isControl | word) & (ones &* 0x80)
    }

    /// The length of the UTF-8 sequence at `offset` (RFC 3629 section 4), whose first byte is not ASCII.
    func scalarLength(at offset: Int) throws(JSONSyntaxError) -> Int {
        let first = bytes[offset]
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { lowest = 0xA0 }
            if first == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { lowest = 0x90 }
            if first == 0xF4 { highest = 0x8F }
        default: throw error(.invalidUTF8, at: offset)
        }
        guard offset + length <= bytes.count, bytes[offset + 1] >= lowest, bytes[offset + 1] <= highest else {
            throw error(.invalidUTF8, at: offset)
        }
        for index in 2..<max(length, 2) where bytes[offset + index] & 0xC0 != 0x80 {
            throw error(.invalidUTF8, at: offset)
        }
        return length
    }

    private mutating func decodeString(from start: Int, firstEscape: Int) throws(JSONSyntaxError) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: start - 1)) { decoded.append(contentsOf: $0) }
        let place = decoded.count
        var runStart = start
        var offset = firstEscape
        while true {
            decoded.append(contentsOf: bytes.slice(runStart, offset - runStart))
            guard bytes[offset] == UInt8(ascii: "\\") else { break }
            offset = try decodeEscape(at: offset)
            runStart = offset
            offset = try endOfPlainRun(from: offset)
        }
        nodes.append(JSONNode(.escaped, place: place, extent: decoded.count - place))
        position = offset + 1
    }

    /// Decodes the escape whose backslash stands at `offset`; answers the offset after it.
    private mutating func decodeEscape(at offset: Int) throws(JSONSyntaxError) -> Int {
        guard offset + 1 < bytes.count else { throw error(.unexpectedEnd, at: bytes.count) }
        switch bytes[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(bytes[offset + 1])
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"): return try decodeUnicodeEscape(at: offset)
        default: throw error(.invalidEscape, at: offset)
        }
        return offset + 2
    }

    private mutating func decodeUnicodeEscape(at offset: Int) throws(JSONSyntaxError) -> Int {
        let unit = try hexadecimalUnit(at: offset)
        guard 0xD800...0xDFFF ~= unit else {
            append(unit)
            return offset + 6
        }
        let second = offset + 6
        guard unit < 0xDC00, second + 1 < bytes.count,
            bytes[second] == UInt8(ascii: "\\"), bytes[second + 1] == UInt8(ascii: "u")
        else { throw error(.loneSurrogate, at: offset) }
        let low = try hexadecimalUnit(at: second)
        guard 0xDC00...0xDFFF ~= low else { throw error(.loneSurrogate, at: offset) }
        append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        return second + 6
    }

    private func hexadecimalUnit(at offset: Int) throws(JSONSyntaxError) -> UInt32 {
        guard offset + 6 <= bytes.count else { throw error(.invalidEscape, at: offset) }
        var unit: UInt32 = 0
        for byte in bytes.slice(offset + 2, 4) {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw error(.invalidEscape, at: offset)
            }
        }
        return unit
    }

    private mutating func append(_ scalar: UInt32) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
