extension JSONParser {
    /// Reads a number (RFC 8259 section 6). Its value stays in its digits; nothing is rounded.
    mutating func parseNumber() throws(JSONSyntaxError) {
        let start = position
        var kind = JSONNode.Kind.integer
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let firstDigit = position
        try skipDigits()
        if bytes[firstDigit] == UInt8(ascii: "0"), position - firstDigit > 1 {
            throw error(.invalidNumber, at: firstDigit)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            kind = .decimal
            position += 1
            try skipDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            kind = .decimal
            try parseExponent()
        }
        nodes.append(JSONNode(kind, place: start, extent: position - start))
    }

    private mutating func parseExponent() throws(JSONSyntaxError) {
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        var significant = position
        try skipDigits()
        while significant < position, bytes[significant] == UInt8(ascii: "0") { significant += 1 }
        guard position - significant <= 9 else { throw error(.exponentTooLarge, at: significant) }
    }

    /// At least one digit.
    @inline(__always)
    private mutating func skipDigits() throws(JSONSyntaxError) {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else { throw error(.invalidNumber) }
    }
}
