internal import Schemas

/// `weerthuis schema show`: the fields of one form, for the person who fills it in.
enum SchemaShowCommand: Command {
    static let specification = CommandSpecification(
        "schema", "show", summary: "Shows the fields of a form: name, label, whether required, and the choices.",
        operands: "TYPE", operandCount: 1...1, options: ProfileSource.options + [.json],
        details: """
            Names are JSON Pointers into the form's data; * stands for each item of a list. Fields that are required only in
            some cases say so when weerthuis check finds them missing.
            """,
        example: "weerthuis schema show aanmeldbericht")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let profile = try ProfileSource.profile(arguments, on: console)
        let name = arguments.operands[0]
        guard let form = profile.forms[name] else {
            throw .usage(
                "the profile \(profile.name) has no message type \(name)",
                remedy: Suggestion.sentence(for: name, among: profile.messages.map(\.name)))
        }
        guard !arguments.has("json") else {
            return try console.report([
                "type": .string(name), "title": .string(form.title), "description": .string(form.description),
                "fields": .array(form.fields.flatMap { trees($0, in: "") }),
            ])
        }
        try console.print("\(form.title)\n\(form.description)\n")
        let rows = form.fields.flatMap { Self.rows($0, in: "") }
        let columns = ["Veld", "Verplicht", "Omschrijving", "Gevoeligheid"]
        try console.print(TextTable(columns: columns, rows: rows, wrapped: 2, wrapWidth: 64).text)
        return .success
    }

    private static func rows(_ field: FormField, in parent: String) -> [[String]] {
        let pointer = "\(parent)/\(field.name.isEmpty ? "*" : field.name)"
        let row = [pointer, field.isRequired ? "ja" : "", words(field), field.sensitivity.rawValue]
        switch field.content {
        case .value: return [row]
        case .object(let fields): return [row] + fields.flatMap { rows($0, in: pointer) }
        case .list(let item): return [row] + rows(item, in: pointer)
        }
    }

    private static func trees(_ field: FormField, in parent: String) -> [JSONTree] {
        let pointer = "\(parent)/\(field.name.isEmpty ? "*" : field.name)"
        let tree: JSONTree = [
            "pointer": .string(pointer), "label": .string(field.label), "required": .bool(field.isRequired),
            "help": field.help.map { .string($0) } ?? .null, "sensitivity": .string(field.sensitivity.rawValue),
            "choices": .array(field.choices.map { ["code": .string($0.code), "label": .string($0.label)] }),
            "codeList": field.codeList.map { .string($0) } ?? .null,
            "format": field.format.map { .string($0) } ?? .null,
            "ground": field.ground.map { .string($0) } ?? .null,
        ]
        switch field.content {
        case .value: return [tree]
        case .object(let fields): return [tree] + fields.flatMap { trees($0, in: pointer) }
        case .list(let item): return [tree] + trees(item, in: pointer)
        }
    }

    private static func words(_ field: FormField) -> String {
        let choices = field.choices.map { "\($0.code) (\($0.label))" }.joined(separator: ", ")
        let ours = field.ground.map { "Niet in het convenant: \($0)" }
        return [field.label, field.help, choices.isEmpty ? nil : "Keuze: \(choices).", ours]
            .compactMap(\.self).joined(separator: ". ").replacing("..", with: ".")
    }
}
