extension Evaluator {
    mutating func checkString(_ rule: Instruction, _ node: Int) -> Bool {
        let text = content.bytes(at: node)
        switch rule.operation {
        case .minLength:
            if text.count >= rule.value &* 4 || Self.length(of: text) >= rule.value { return true }
            return fail(.minLength) { .minLength(rule.value) }
        case .maxLength:
            if text.count <= rule.value || Self.length(of: text) <= rule.value { return true }
            return fail(.maxLength) { .maxLength(rule.value) }
        case .pattern: return matches(Int(rule.a), text, .pattern)
        case .format:
            let format = program.formats[Int(rule.a)]
            return format.accepts(text.span) || fail(.format) { .format }
        case .codeList:
            return view.find(text, in: view.tables[Int(rule.a)]) >= 0 || fail(.codeList) { .codeList }
        default: return isNotAfterToday(text) || fail(.notAfterToday) { .notAfterToday }
        }
    }

    /// Whether the pattern is found in the text. A pattern that runs out of steps decides nothing, and that is noted.
    mutating func matches(_ pattern: Int, _ text: ByteString, _ keyword: Keyword) -> Bool {
        switch program.patterns[pattern].search(text.span) {
        case .match: return true
        case .noMatch: return keyword == .pattern ? fail(.pattern) { .pattern } : false
        case .outOfSteps:
            giveUp(keyword) { .patternOutOfSteps }
            return false
        }
    }

    /// The length in Unicode scalars.
    static func length(of text: ByteString) -> Int {
        var length = 0
        for byte in text { length &+= byte & 0xC0 != 0x80 ? 1 : 0 }
        return length
    }
}
