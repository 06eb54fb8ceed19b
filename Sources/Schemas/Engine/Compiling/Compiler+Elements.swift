/// The keywords about an array's elements, gathered into one rule (Core section 10.3.1, Validation section 6.4).
extension Compiler {
    mutating func compileElements(_ draft: inout Draft) throws(SchemaError) {
        var rule = ElementRule()
        rule.minimum = try draft.count(.minItems) ?? 0
        rule.maximum = try draft.count(.maxItems) ?? Int.max
        rule.unique = try draft.bool(.uniqueItems) ?? false
        let minContains = try draft.count(.minContains)
        let maxContains = try draft.count(.maxContains)
        if let value = draft[.contains] {
            rule.contains = try subschema(at: draft.place(of: value))
            rule.minContains = minContains ?? 1
            rule.maxContains = maxContains ?? Int.max
        }
        try compilePositions(&draft, &rule)
        let isEmpty =
            rule.minimum == 0 && rule.maximum == Int.max && !rule.unique && rule.contains < 0 && rule.items < 0
            && rule.prefix.start == rule.prefix.end
        if isEmpty { return }
        builder.elementRules.append(rule)
        draft.arrays.append(Instruction(.elements, a: builder.elementRules.count - 1))
    }

    private mutating func compilePositions(_ draft: inout Draft, _ rule: inout ElementRule) throws(SchemaError) {
        if let values = try draft.elements(.prefixItems) {
            guard !values.isEmpty else { throw draft.invalid(.prefixItems, "an array of at least one schema") }
            for value in values { draft.edges.prefixItems.append(try subschema(at: draft.place(of: value))) }
            rule.prefix = builder.addList(draft.edges.prefixItems.map(Int.init))
        }
        if let value = draft[.items] {
            rule.items = try subschema(at: draft.place(of: value))
            draft.edges.otherItems.append(rule.items)
        }
    }
}
