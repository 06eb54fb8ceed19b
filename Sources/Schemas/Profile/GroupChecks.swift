/// Finds what a group of fields says about fields or choices that do not exist, and whether it lets unknown fields in. The
/// engine would apply such a form, but a rule in it would never do anything, or never be satisfied, and nobody is told.
struct GroupChecks {
    private let fields: [FormField]
    /// In Dutch, each once.
    private(set) var sentences: [String] = []

    init(_ view: SchemaView, fields: [FormField]) {
        self.fields = fields
        if view.first("unevaluatedProperties")?.bool != false {
            report("de groep is niet gesloten; zet er \"unevaluatedProperties\": false bij")
        }
        for statement in view.statements.map(\.schema.value) {
            checkNames(in: statement)
            checkDates(in: statement, "dateOrder", ["earlier", "later"])
            checkDates(in: statement, "dateSpan", ["from", "to"])
        }
    }

    private mutating func checkNames(in statement: JSONValue) {
        for name in statement["required"]?.elements.compactMap(\.string) ?? [] { _ = field(name, namedBy: "required") }
        for (name, value) in statement["properties"]?.members ?? [] {
            guard let field = field(name, namedBy: "properties"), !field.choices.isEmpty else { continue }
            for rule in [value, value["not"]].compactMap(\.self) { checkCodes(in: rule, of: field) }
        }
    }

    private mutating func checkCodes(in rule: JSONValue, of field: FormField) {
        let codes = [rule["const"]].compactMap(\.self) + (rule["enum"]?.elements ?? [])
        let known = field.choices.map(\.code)
        for code in codes.compactMap(\.string) where !known.contains(code) {
            report("'\(code)' is geen keuze van '\(field.name)'" + hint(code, known))
        }
    }

    private mutating func checkDates(in statement: JSONValue, _ keyword: String, _ ends: [String]) {
        for pair in statement[keyword]?.elements ?? [] {
            for end in ends {
                guard let pointer = pair[end]?.string.flatMap({ JSONPointer($0) }) else { continue }
                checkDate(pointer, namedBy: keyword)
            }
        }
    }

    private mutating func checkDate(_ pointer: JSONPointer, namedBy keyword: String) {
        var level = fields
        var found: FormField?
        for token in pointer.tokens {
            guard let next = field(token, among: level, namedBy: "\(keyword) \(pointer)") else { return }
            (found, level) = (next, next.content.next.fields)
        }
        guard let found, !["date", "date-time"].contains(found.format) else { return }
        report("\(keyword) noemt \(pointer), maar dat veld is geen datum of tijdstip (format)")
    }

    private mutating func field(_ name: String, among level: [FormField]? = nil, namedBy keyword: String) -> FormField?
    {
        let level = level ?? fields
        if let field = level.first(where: { $0.name == name }) { return field }
        report("\(keyword) noemt het veld '\(name)', maar dat bestaat niet" + hint(name, level.map(\.name)))
        return nil
    }

    private mutating func report(_ sentence: String) {
        if !sentences.contains(sentence) { sentences.append(sentence) }
    }

    private func hint(_ word: String, _ known: [String]) -> String {
        EditDistance.nearest(to: word, in: known).map { "; bedoelde u '\($0)'?" } ?? ""
    }
}
