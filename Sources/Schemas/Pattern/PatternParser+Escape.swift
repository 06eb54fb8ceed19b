extension PatternParser {
    /// Reads an escape outside a class, whose backslash has been taken.
    mutating func escape() throws(PatternError) -> (node: PatternNode, isQuantifiable: Bool) {
        let start = position - 1
        guard let scalar = peek() else { throw error(.unexpectedEnd, at: start) }
        switch scalar {
        case "b", "B":
            position += 1
            return (.assertion(scalar == "b" ? .wordBoundary : .notWordBoundary), false)
        case "k":
            position += 1
            return (try namedReference(from: start), true)
        case "1"..."9":
            return (try numberedReference(from: start), true)
        default:
            if let set = try classEscape() { return (try node(set), true) }
            return (try node(ScalarSet(try characterEscape())), true)
        }
    }

    /// CharacterClassEscape: `\d \D \s \S \w \W \p{…} \P{…}`; nil, with nothing taken, for every other escape.
    mutating func classEscape() throws(PatternError) -> ScalarSet? {
        let start = position - 1
        guard let scalar = peek() else { throw error(.unexpectedEnd, at: start) }
        switch scalar {
        case "d": position += 1; return .digits
        case "D": position += 1; return ScalarSet.digits.inverted
        case "s": position += 1; return .whiteSpace
        case "S": position += 1; return ScalarSet.whiteSpace.inverted
        case "w": position += 1; return .wordCharacters
        case "W": position += 1; return ScalarSet.wordCharacters.inverted
        case "p": position += 1; return try property(from: start)
        case "P": position += 1; return try property(from: start).inverted
        default: return nil
        }
    }

    private mutating func property(from start: Int) throws(PatternError) -> ScalarSet {
        guard take("{" as Unicode.Scalar), let end = scalars[position...].firstIndex(of: "}") else {
            throw error(.unknownProperty, at: start)
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[position..<end])
        position = end + 1
        guard let set = UnicodeProperty.set(text) else { throw error(.unknownProperty, at: start) }
        return set
    }

    /// CharacterEscape: the code point that it stands for.
    mutating func characterEscape() throws(PatternError) -> UInt32 {
        let start = position - 1
        guard let scalar = peek() else { throw error(.unexpectedEnd, at: start) }
        position += 1
        switch scalar {
        case "t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "0":
            guard peek()?.decimalDigit == nil else { throw error(.invalidEscape, at: start) }
            return 0
        case "c":
            guard let letter = peek(), letter.isASCII, letter.properties.isAlphabetic else {
                throw error(.invalidEscape, at: start)
            }
            position += 1
            return letter.value % 32
        case "x": return try hexadecimal(digits: 2, from: start)
        case "u": return try unicodeEscape(from: start)
        case _ where "^$\\.*+?()[]{}|/".unicodeScalars.contains(scalar): return scalar.value
        default: throw error(.invalidEscape, at: start)
        }
    }

    /// RegExpUnicodeEscapeSequence behind `\u`: four digits, a pair of surrogates, or `{…}`.
    mutating func unicodeEscape(from start: Int) throws(PatternError) -> UInt32 {
        if take("{" as Unicode.Scalar) { return try bracedScalar(from: start) }
        let lead = try hexadecimal(digits: 4, from: start)
        let afterLead = position
        guard (0xD800...0xDBFF).contains(lead), take("\\u"), peek() != "{" else {
            position = afterLead
            return lead
        }
        if let trail = try? hexadecimal(digits: 4, from: start), (0xDC00...0xDFFF).contains(trail) {
            return 0x10000 + (lead - 0xD800) << 10 + (trail - 0xDC00)
        }
        position = afterLead
        return lead
    }

    private mutating func bracedScalar(from start: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        let first = position
        while let digit = peek()?.hexadecimalDigit {
            value = value * 16 + digit
            guard value <= ScalarSet.maximum else { throw error(.invalidScalar, at: start) }
            position += 1
        }
        guard position > first, take("}" as Unicode.Scalar) else { throw error(.invalidEscape, at: start) }
        return value
    }

    private mutating func hexadecimal(digits: Int, from start: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek()?.hexadecimalDigit else { throw error(.invalidEscape, at: start) }
            value = value * 16 + digit
            position += 1
        }
        return value
    }
}
