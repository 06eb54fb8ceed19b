/// The keywords that look at one value by itself (Validation sections 6.1 to 6.3 and 7).
extension Compiler {
    func compileType(_ draft: inout Draft) throws(SchemaError) {
        guard let value = draft[.type] else { return }
        let texts = if let name = value.string { [name] } else { try draft.names(value, of: .type) }
        let names = texts.compactMap(TypeName.init(rawValue:))
        guard !names.isEmpty, names.count == texts.count else {
            throw draft.invalid(.type, "one or more of \(TypeName.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        draft.subschema.kinds = TypeName.kinds(of: names)
    }

    mutating func compileStrings(_ draft: inout Draft) throws(SchemaError) {
        if let length = try draft.count(.minLength), length > 0 {
            // Four times the length must not overflow; no text is as long as this.
            draft.strings.append(Instruction(.minLength, value: min(length, JSONLimits.largestText * 4)))
        }
        if let length = try draft.count(.maxLength) { draft.strings.append(Instruction(.maxLength, value: length)) }
        if let pattern = try draft.string(.pattern) {
            let index = try builder.addPattern(pattern, at: draft.location)
            draft.strings.append(Instruction(.pattern, a: index))
        }
        try compileFormat(&draft)
    }

    private mutating func compileFormat(_ draft: inout Draft) throws(SchemaError) {
        guard let name = try draft.string(.format) else { return }
        guard options.assertsFormat || draft.vocabularies.contains(.formatAssertion) else { return }
        guard let format = Format.named(name) else {
            guard draft.vocabularies.contains(.formulier) else { return }
            throw draft.error(
                .unknownFormat(name, suggestion: EditDistance.nearest(to: name, in: Format.allCases.map(\.rawValue))))
        }
        builder.formats.append(format)
        draft.strings.append(Instruction(.format, a: builder.formats.count - 1))
    }

    mutating func compileNumbers(_ draft: inout Draft) throws(SchemaError) {
        let limits: [(Keyword, Instruction.Operation)] = [
            (.minimum, .minimum), (.exclusiveMinimum, .exclusiveMinimum), (.maximum, .maximum),
            (.exclusiveMaximum, .exclusiveMaximum), (.multipleOf, .multipleOf),
        ]
        for (keyword, operation) in limits {
            guard let value = draft[keyword] else { continue }
            guard let number = value.number else { throw draft.invalid(keyword, "a number") }
            if keyword == .multipleOf {
                let isDivisor = number > JSONNumber(0) && number.withDecimal { $0.digitCount <= Decimal.divisorDigits }
                guard isDivisor else {
                    throw draft.invalid(keyword, "a number above 0 with at most \(Decimal.divisorDigits) digits")
                }
            }
            let constant = builder.addConstant(value)
            draft.numbers.append(
                Instruction(operation, a: constant, value: number.int ?? 0, isSmall: number.int != nil))
        }
    }

    mutating func compileValues(_ draft: inout Draft) throws(SchemaError) {
        if let value = draft[.const] { draft.anything.append(Instruction(.const, a: builder.addConstant(value))) }
        guard let values = try draft.elements(.enum) else { return }
        var strings: [String] = []
        var seen: Set<[UInt8]> = []
        for value in values {
            if let string = value.string, seen.insert(Array(string.utf8)).inserted { strings.append(string) }
        }
        let table = builder.addTable(strings.map { ($0, -1) })
        let others = builder.addList(values.filter { $0.kind != .string }.map { builder.addConstant($0) })
        draft.anything.append(Instruction(.enumeration, a: table, b: Int(others.start), c: Int(others.end)))
    }
}
