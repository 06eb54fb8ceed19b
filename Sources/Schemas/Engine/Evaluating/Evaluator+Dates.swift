/// Our own keywords about dates (docs/vocabulary.md).
extension Evaluator {
    /// A date, or the date that a date-time begins with. Ill-formed text is for `format` to refuse.
    func isNotAfterToday(_ text: ByteString) -> Bool {
        guard let today, let date = Self.date(text) else { return true }
        return date <= today
    }

    mutating func checkDates(_ rule: Instruction, _ node: Int) -> Bool {
        var isValid = true
        for index in Int(rule.a)..<Int(rule.b) {
            let pair = program.dateRules.elements[index]
            guard let first = find(pair.first, from: node), let second = find(pair.second, from: node),
                let start = Self.date(content.bytes(at: first)), let end = Self.date(content.bytes(at: second)),
                let problem = problem(rule.operation, pair, start, end)
            else { continue }
            isValid = false
            if !collects { return false }
            let path = trace.instance.count
            step(along: pair.second, from: node)
            _ = fail(rule.keyword) { problem }
            trace.instance.removeLast(trace.instance.count - path)
        }
        return isValid
    }

    private func problem(
        _ operation: Instruction.Operation, _ rule: DateRule, _ first: CivilDate, _ second: CivilDate
    ) -> Problem? {
        if operation == .dateOrder {
            if first < second || rule.orEqual && first == second { return nil }
            return .dateOrder(earlier: pointer(rule.first), later: pointer(rule.second), orEqual: rule.orEqual)
        }
        let atMost = rule.atMost < 0 ? nil : program.spans[Int(rule.atMost)]
        if let atMost, second > first.adding(atMost) { return .spanTooLong(from: pointer(rule.first), atMost: atMost) }
        let atLeast = rule.atLeast < 0 ? nil : program.spans[Int(rule.atLeast)]
        if let atLeast, second < first.adding(atLeast) {
            return .spanTooShort(from: pointer(rule.first), atLeast: atLeast)
        }
        return nil
    }

    /// The string that names lead to from an object, or nil.
    private func find(_ names: Subschema.Block, from node: Int) -> Int? {
        var current = node
        for name in names.start..<names.end {
            guard let key = key(Int(name), of: current) else { return nil }
            current = key + 1
        }
        return content.nodes[current].isString ? current : nil
    }

    private func key(_ entry: Int, of object: Int) -> Int? {
        guard content.nodes[object].kind == .object else { return nil }
        let name = view.name(entry)
        var key = object + 1
        while key < content.nodes[object].extent {
            if content.bytes(at: key).equals(name) { return key }
            key = content.next(after: key + 1)
        }
        return nil
    }

    private mutating func step(along names: Subschema.Block, from node: Int) {
        var current = node
        for name in names.start..<names.end {
            guard let key = key(Int(name), of: current) else { return }
            trace.instance.append(.member(key))
            current = key + 1
        }
    }

    private func pointer(_ names: Subschema.Block) -> JSONPointer {
        JSONPointer(tokens: (names.start..<names.end).map { String(decoding: view.name(Int($0)), as: UTF8.self) })
    }

    private static func date(_ text: ByteString) -> CivilDate? {
        guard text.count > 10 else { return CivilDate(text.span) }
        guard text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " ") else { return nil }
        return CivilDate(text.slice(0, 10).span)
    }
}
