/// The keywords about an object's members, gathered into one rule (Core section 10.3.2, Validation section 6.5).
extension Compiler {
    mutating func compileMembers(_ draft: inout Draft) throws(SchemaError) {
        let keywords: [Keyword] = [
            .properties, .patternProperties, .additionalProperties, .propertyNames, .required, .minProperties,
            .maxProperties, .dependentRequired, .dependentSchemas, .dependencies,
        ]
        guard keywords.contains(where: { draft[$0] != nil }) else { return }
        var rule = MemberRule()
        var names = NameList()
        try compileProperties(&draft, &names, &rule)
        let required = try draft[.required].map { value throws(SchemaError) in
            try draft.names(value, of: .required).map { names.number(of: $0) }
        }
        rule.minimum = try draft.count(.minProperties) ?? 0
        rule.maximum = try draft.count(.maxProperties) ?? Int.max
        try compileDependents(&draft, &names, &rule)
        rule.table = Int32(builder.addTable(names.entries))
        if let required, !required.isEmpty {
            rule.required = Int32(builder.addBits(required, of: names.entries.count))
        }
        builder.memberRules.append(rule)
        draft.objects.append(Instruction(.members, a: builder.memberRules.count - 1))
    }

    private mutating func compileProperties(
        _ draft: inout Draft, _ names: inout NameList, _ rule: inout MemberRule
    ) throws(SchemaError) {
        for (name, value) in try draft.members(.properties) {
            let id = try subschema(at: draft.place(of: value))
            draft.edges.properties[name] = id
            names.set(name, Int(id))
        }
        var patterns: [Int] = []
        for (pattern, value) in try draft.members(.patternProperties) {
            let id = try subschema(at: draft.place(of: value))
            draft.edges.otherProperties.append(id)
            patterns += [try builder.addPattern(pattern, at: draft.location), Int(id)]
        }
        rule.patterns = builder.addList(patterns)
        if let value = draft[.additionalProperties] {
            rule.additional = try subschema(at: draft.place(of: value))
            draft.edges.otherProperties.append(rule.additional)
        }
        if let value = draft[.propertyNames] { rule.names = try subschema(at: draft.place(of: value)) }
    }

    private mutating func compileDependents(
        _ draft: inout Draft, _ names: inout NameList, _ rule: inout MemberRule
    ) throws(SchemaError) {
        var required: [Int] = []
        var schemas: [Int] = []
        for (trigger, value) in try draft.members(.dependentRequired) {
            required += try triples(trigger, value, .dependentRequired, draft, &names)
        }
        for (trigger, value) in try draft.members(.dependentSchemas) {
            schemas += [names.number(of: trigger), try dependentSchema(value, &draft), 0]
        }
        for (trigger, value) in try draft.members(.dependencies) {
            if value.kind == .array {
                required += try triples(trigger, value, .dependencies, draft, &names)
            } else {
                schemas += [names.number(of: trigger), try dependentSchema(value, &draft), 1]
            }
        }
        rule.dependentRequired = builder.addList(required)
        rule.dependentSchemas = builder.addList(schemas)
    }

    private func triples(
        _ trigger: String, _ value: JSONValue, _ keyword: Keyword, _ draft: Draft, _ names: inout NameList
    ) throws(SchemaError) -> [Int] {
        var triples: [Int] = []
        for name in try draft.names(value, of: keyword) {
            triples += [names.number(of: trigger), names.number(of: name), keyword == .dependencies ? 1 : 0]
        }
        return triples
    }

    private mutating func dependentSchema(_ value: JSONValue, _ draft: inout Draft) throws(SchemaError) -> Int {
        let id = try subschema(at: draft.place(of: value))
        draft.addInPlace(id, isAlways: false)
        return Int(id)
    }
}

/// The names that a rule mentions, each once by its bytes, with the subschema of those in `properties`.
private struct NameList {
    private(set) var entries: [(name: String, subschema: Int)] = []
    private var numbers: [[UInt8]: Int] = [:]

    mutating func number(of name: String) -> Int {
        if let known = numbers[Array(name.utf8)] { return known }
        numbers[Array(name.utf8)] = entries.count
        entries.append((name, -1))
        return entries.count - 1
    }

    mutating func set(_ name: String, _ subschema: Int) {
        entries[number(of: name)].subschema = subschema
    }
}
