/// Our own vocabulary (docs/vocabulary.md).
extension Compiler {
    mutating func compileFormulier(_ draft: inout Draft) throws(SchemaError) {
        if let name = try draft.string(.codeList) {
            guard let list = codeLists[name] else {
                throw draft.error(
                    .unknownCodeList(name, suggestion: EditDistance.nearest(to: name, in: codeLists.keys)))
            }
            let table = builder.addTable(list.labels.keys.sorted().map { ($0, -1) })
            draft.strings.append(Instruction(.codeList, a: table))
        }
        if try draft.bool(.notAfterToday) == true {
            builder.needsToday = true
            draft.strings.append(Instruction(.notAfterToday))
        }
        try compileDateRules(.dateOrder, .dateOrder, ["earlier", "later"], &draft)
        try compileDateRules(.dateSpan, .dateSpan, ["from", "to"], &draft)
        try checkAnnotations(draft)
    }

    private mutating func compileDateRules(
        _ keyword: Keyword, _ operation: Instruction.Operation, _ ends: [String], _ draft: inout Draft
    ) throws(SchemaError) {
        guard let pairs = try draft.elements(keyword) else { return }
        let start = builder.dateRules.count
        for pair in pairs { builder.dateRules.append(try dateRule(pair, keyword, ends, draft)) }
        draft.objects.append(Instruction(operation, a: start, b: builder.dateRules.count))
    }

    private mutating func dateRule(
        _ pair: JSONValue, _ keyword: Keyword, _ ends: [String], _ draft: Draft
    ) throws(SchemaError) -> DateRule {
        let extras = keyword == .dateOrder ? ["orEqual"] : ["atMost", "atLeast"]
        for (key, _) in pair.members where !(ends + extras).contains(key) {
            throw draft.error(.unknownKeyword(key, suggestion: EditDistance.nearest(to: key, in: ends + extras)))
        }
        var paths: [Subschema.Block] = []
        for end in ends {
            guard let text = pair[end]?.string, let pointer = JSONPointer(text), !pointer.tokens.isEmpty else {
                throw draft.invalid(keyword, "an array of objects with JSON pointers \(ends[0]) and \(ends[1])")
            }
            paths.append(builder.addEntries(pointer.tokens.map { ($0, -1) }))
        }
        let orEqual = pair["orEqual"]
        guard orEqual == nil || orEqual?.bool != nil else { throw draft.invalid(keyword, "orEqual true or false") }
        let atMost = try span("atMost", of: pair, draft)
        let atLeast = try span("atLeast", of: pair, draft)
        if keyword == .dateSpan, atMost < 0, atLeast < 0 {
            throw draft.invalid(keyword, "an array of objects with atMost, atLeast or both")
        }
        return DateRule(
            first: paths[0], second: paths[1], orEqual: orEqual?.bool ?? false, atMost: atMost, atLeast: atLeast)
    }

    private mutating func span(_ key: String, of pair: JSONValue, _ draft: Draft) throws(SchemaError) -> Int32 {
        guard let value = pair[key] else { return -1 }
        guard let span = value.string.flatMap({ CalendarSpan($0) }) else {
            throw draft.invalid(.dateSpan, "\(key) a duration in years, months, weeks or days, such as P2Y or P14D")
        }
        builder.spans.append(span)
        return Int32(builder.spans.count - 1)
    }

    private func checkAnnotations(_ draft: Draft) throws(SchemaError) {
        for keyword in [Keyword.label, .help, .group, .ground] { _ = try draft.string(keyword) }
        if let order = draft[.order], order.number?.int == nil { throw draft.invalid(.order, "an integer") }
        let sensitivities = ["gewoon", "persoonsgegeven", "bijzonder", "bsn"]
        if let sensitivity = draft[.sensitivity], !sensitivities.contains(sensitivity.string ?? "") {
            throw draft.invalid(.sensitivity, "one of \(sensitivities.joined(separator: ", "))")
        }
        try checkEnumLabels(draft)
    }

    private func checkEnumLabels(_ draft: Draft) throws(SchemaError) {
        guard draft[.enumLabels] != nil else { return }
        let labels = try draft.members(.enumLabels)
        let values = try draft.elements(.enum)?.map(\.string) ?? []
        guard labels.allSatisfy({ $0.value.string != nil }), values.count == labels.count,
            Set(values) == Set(labels.map { Optional($0.key) })
        else { throw draft.invalid(.enumLabels, "an object with one label for each string of enum, and no other") }
    }
}
