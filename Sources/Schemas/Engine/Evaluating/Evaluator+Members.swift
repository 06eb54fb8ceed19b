/// The keywords about an object's members (Core section 10.3.2, Validation section 6.5).
extension Evaluator {
    mutating func checkMembers(_ rule: UnsafePointer<MemberRule>, _ node: Int, _ region: Int) -> Bool {
        let table = view.tables[Int(rule.pointee.table)]
        let present = openBits(Int(table.count))
        let concernsEvery = rule.pointee.concernsEveryMember
        var isValid = true
        var key = node &+ 1
        for position in 0..<content.nodes[node].place {
            if concernsEvery || table.mayHold(nameOfLength: content.nodes[key].extent),
                !checkMember(rule, table, key, position, present, region)
            {
                isValid = false
                if !collects { break }
            }
            key = content.next(after: key &+ 1)
        }
        if isValid || collects { isValid = checkPresence(rule, table, node, present, region) && isValid }
        marks.removeLast(marks.count - present)
        return isValid
    }

    private mutating func checkMember(
        _ rule: UnsafePointer<MemberRule>, _ table: NameTable, _ key: Int, _ position: Int, _ present: Int,
        _ region: Int
    ) -> Bool {
        let entry = view.find(content.bytes(at: key), in: table)
        var isValid = true
        var isEvaluated = false
        if trace.isOn { trace.instance.append(entry < 0 ? .foreign(key) : .member(key)) }
        if entry >= 0 {
            mark(entry, in: present)
            let number = Int(table.entries) &+ entry
            let subschema = view.entries[number].subschema
            if subschema >= 0 {
                isEvaluated = true
                isValid = apply(subschema, key &+ 1, -1, .properties, token: number)
            }
        }
        if isValid || collects, rule.pointee.concernsEveryMember {
            isValid = checkAnyMember(rule, key, &isEvaluated) && isValid
        }
        if trace.isOn { trace.instance.removeLast() }
        if isEvaluated, region >= 0 { mark(position, in: region) }
        return isValid
    }

    /// What a rule says about members whatever their name.
    private mutating func checkAnyMember(
        _ rule: UnsafePointer<MemberRule>, _ key: Int, _ isEvaluated: inout Bool
    ) -> Bool {
        var isValid = checkPatterns(rule, key, &isEvaluated)
        if !isEvaluated, rule.pointee.additional >= 0 {
            isEvaluated = true
            isValid = apply(rule.pointee.additional, key &+ 1, -1, .additionalProperties) && isValid
        }
        if isValid || collects, rule.pointee.names >= 0 {
            isValid = apply(rule.pointee.names, key, -1, .propertyNames) && isValid
        }
        return isValid
    }

    private mutating func checkPatterns(
        _ rule: UnsafePointer<MemberRule>, _ key: Int, _ isEvaluated: inout Bool
    ) -> Bool {
        var isValid = true
        for index in stride(from: rule.pointee.patterns.start, to: rule.pointee.patterns.end, by: 2) {
            let pattern = Int(view.list[Int(index)])
            guard matches(pattern, content.bytes(at: key), .patternProperties) else { continue }
            isEvaluated = true
            let subschema = view.list[Int(index) + 1]
            if !apply(subschema, key &+ 1, -1, .patternProperties, token: pattern) {
                isValid = false
                if !collects { return false }
            }
        }
        return isValid
    }

    private mutating func checkPresence(
        _ rule: UnsafePointer<MemberRule>, _ table: NameTable, _ node: Int, _ present: Int, _ region: Int
    ) -> Bool {
        let count = content.nodes[node].place
        var isValid = true
        if count < rule.pointee.minimum {
            isValid = fail(.minProperties) { .minProperties(rule.pointee.minimum) }
        }
        if count > rule.pointee.maximum {
            isValid = fail(.maxProperties) { .maxProperties(rule.pointee.maximum) }
        }
        if rule.pointee.required >= 0, isValid || collects {
            isValid = checkRequired(Int(rule.pointee.required), table, present) && isValid
        }
        if isValid || collects { isValid = checkDependents(rule, table, node, present, region) && isValid }
        return isValid
    }

    private mutating func checkRequired(_ required: Int, _ table: NameTable, _ present: Int) -> Bool {
        var isValid = true
        for word in 0..<(Int(table.count) &+ 63) >> 6 {
            var missing = view.words[required &+ word] & ~marks[present &+ word]
            if missing == 0 { continue }
            isValid = false
            if !collects { return false }
            while missing != 0 {
                let entry = word &* 64 &+ missing.trailingZeroBitCount
                _ = fail(.required) { [view] in .required(property: view.nameText(table, entry)) }
                missing &= missing &- 1
            }
        }
        return isValid
    }

    private mutating func checkDependents(
        _ rule: UnsafePointer<MemberRule>, _ table: NameTable, _ node: Int, _ present: Int, _ region: Int
    ) -> Bool {
        var isValid = true
        let required = rule.pointee.dependentRequired
        for index in stride(from: Int(required.start), to: Int(required.end), by: 3) {
            let trigger = Int(view.list[index])
            let needed = Int(view.list[index + 1])
            guard isMarked(trigger, in: present), !isMarked(needed, in: present) else { continue }
            isValid = fail(view.list[index + 2] == 0 ? .dependentRequired : .dependencies) { [view] in
                .dependentRequired(property: view.nameText(table, needed), by: view.nameText(table, trigger))
            }
            if !collects { return false }
        }
        let schemas = rule.pointee.dependentSchemas
        for index in stride(from: Int(schemas.start), to: Int(schemas.end), by: 3) {
            let trigger = Int(view.list[index])
            guard isMarked(trigger, in: present) else { continue }
            let keyword: Keyword = view.list[index + 2] == 0 ? .dependentSchemas : .dependencies
            if !apply(view.list[index + 1], node, region, keyword, token: Int(table.entries) + trigger) {
                isValid = false
                if !collects { return false }
            }
        }
        return isValid
    }
}

extension ProgramView {
    func nameText(_ table: NameTable, _ entry: Int) -> String {
        String(decoding: name(Int(table.entries) + entry), as: UTF8.self)
    }
}
