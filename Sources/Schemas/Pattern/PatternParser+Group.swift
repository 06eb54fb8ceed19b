extension PatternParser {
    /// Reads a group whose opening parenthesis has been taken.
    mutating func group() throws(PatternError) -> (node: PatternNode, isQuantifiable: Bool) {
        let start = position - 1
        guard depth < Self.maximumDepth else { throw error(.nestedTooDeep, at: start) }
        depth += 1
        defer { depth -= 1 }
        guard take("?" as Unicode.Scalar) else { return (try captured(from: start), true) }
        if take(":" as Unicode.Scalar) { return (try body(from: start), true) }
        if let look = takeLook() {
            hasLook = true
            return (.look(look, try body(from: start)), false)
        }
        guard peek() == "<" else { throw error(.unknownGroup, at: start) }
        let name = try groupName()
        guard groupNames[name] == nil else { throw error(.duplicateGroupName, at: start) }
        groupNames[name] = groupCount + 1
        return (try captured(from: start), true)
    }

    private mutating func captured(from start: Int) throws(PatternError) -> PatternNode {
        groupCount += 1
        let number = groupCount
        return .capture(group: number, try body(from: start))
    }

    private mutating func body(from start: Int) throws(PatternError) -> PatternNode {
        let node = try alternatives()
        guard take(")" as Unicode.Scalar) else { throw error(.unmatchedParenthesis, at: start) }
        return node
    }

    private mutating func takeLook() -> PatternLook? {
        if take("=" as Unicode.Scalar) { return PatternLook(isBehind: false, isNegative: false) }
        if take("!" as Unicode.Scalar) { return PatternLook(isBehind: false, isNegative: true) }
        if take("<=") { return PatternLook(isBehind: true, isNegative: false) }
        if take("<!") { return PatternLook(isBehind: true, isNegative: true) }
        return nil
    }

    /// Reads `<name>`: a RegExpIdentifierName, in which `\u` escapes stand for their code point.
    mutating func groupName() throws(PatternError) -> String {
        let start = position
        guard take("<" as Unicode.Scalar) else { throw error(.invalidGroupName, at: start) }
        var name = String.UnicodeScalarView()
        while !take(">" as Unicode.Scalar) {
            guard var scalar = peek() else { throw error(.invalidGroupName, at: start) }
            position += 1
            if scalar == "\\" {
                guard take("u" as Unicode.Scalar), let escaped = Unicode.Scalar(try unicodeEscape(from: position - 2))
                else { throw error(.invalidGroupName, at: start) }
                scalar = escaped
            }
            guard name.isEmpty ? scalar.startsIdentifier : scalar.continuesIdentifier else {
                throw error(.invalidGroupName, at: start)
            }
            name.append(scalar)
        }
        guard !name.isEmpty else { throw error(.invalidGroupName, at: start) }
        return String(name)
    }
}

extension Unicode.Scalar {
    /// ECMA-262 section 12.7, IdentifierStartChar.
    fileprivate var startsIdentifier: Bool {
        self == "$" || self == "_" || properties.isIDStart
    }

    /// ECMA-262 section 12.7, IdentifierPartChar.
    fileprivate var continuesIdentifier: Bool {
        self == "$" || value == 0x200C || value == 0x200D || properties.isIDContinue
    }
}
