import Schemas
import Testing

/// Generated from the conditions (`if`) of the schemas: what a condition makes required gives exactly that finding when
/// it is removed; what a condition refuses, when it is filled in; what a condition excludes, when it is chosen.
@Suite struct ConditionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        enum Change: String {
            case remove, add, choose
        }

        let message: String
        let controller: String
        let code: String
        let change: Change
        let field: String
        let allowed: [String]
        var testDescription: String { "\(message): \(controller) = \(code), \(change) \(field)" }
    }

    static func cases() throws -> [Case] {
        let profile = try ProfileFiles.embedded.get()
        let files = try ProfileFiles.read(ProfileFiles.fryslan)
        return try profile.messages.flatMap { message -> [Case] in
            let schema = try JSONDocument(parsing: try #require(files[message.schemaFile])).root
            let form = try #require(profile.forms[message.name])
            return try (schema["allOf"]?.elements ?? []).flatMap { try cases(of: $0, form) }
        }
    }

    private static func cases(of condition: JSONValue, _ form: Form) throws -> [Case] {
        let member = try #require(condition["if"]?["properties"]?.members.first)
        let field = try #require(form.field(at: JSONPointer(tokens: [member.key])))
        let codes = field.choices.map(\.code)
        let named = member.value["enum"]?.elements.compactMap(\.string) ?? [member.value["const"]?.string ?? ""]
        let excluded = member.value["not"]?["const"]?.string
        let holding = excluded.map { excluded in codes.filter { $0 != excluded && $0 != "anders" } } ?? named
        let failing = codes.filter { !holding.contains($0) && $0 != "anders" }
        return cases(of: condition["then"], form, field.name, try #require(holding.first))
            + (condition["else"] == nil
                ? [] : cases(of: condition["else"], form, field.name, try #require(failing.first)))
    }

    private static func cases(of branch: JSONValue?, _ form: Form, _ controller: String, _ code: String) -> [Case] {
        guard let branch else { return [] }
        func item(_ change: Case.Change, _ field: String, _ allowed: [String] = []) -> Case {
            Case(
                message: form.message, controller: controller, code: code, change: change, field: field,
                allowed: allowed)
        }
        let removed = branch["required"]?.elements.compactMap(\.string).map { item(.remove, $0) } ?? []
        let others = branch["properties"]?.members.map { name, schema in
            schema.bool == false
                ? item(.add, name) : item(.choose, name, schema["enum"]?.elements.compactMap(\.string) ?? [])
        }
        return removed + (others ?? [])
    }

    @Test(arguments: try cases())
    func aBrokenConditionIsTheOnlyFinding(_ item: Case) throws {
        let controller = JSONPointer(tokens: [item.controller])
        let field = JSONPointer(tokens: [item.field])
        let start = try ExampleForm(item.message).tree.setting(controller, to: .string(item.code))
        let filler = try FormFiller(item.message)
        let valid = try #require(try settle(start, controller, filler))
        for (code, tree) in try broken(valid, item, field, filler) {
            let findings = try ExampleForm.findings(tree, item.message)
            #expect(findings.map(\.brief) == ["\(code) \(field)"])
        }
    }

    /// A field that depends on others itself is only there when those say so: tries their choices, two at a time.
    private func settle(_ tree: JSONTree, _ kept: JSONPointer, _ filler: FormFiller) throws -> JSONTree? {
        var trees = [tree]
        for _ in 0..<3 {
            let settled = try trees.compactMap { try filler.settle($0, keeping: kept) }
            if let valid = try settled.first(where: { try isValid($0, filler) }) { return valid }
            trees = trees.flatMap { tree in
                filler.form.fields.filter { JSONPointer(tokens: [$0.name]) != kept }.flatMap { field in
                    field.choices.map { tree.setting(JSONPointer(tokens: [field.name]), to: .string($0.code)) }
                }
            }
        }
        return nil
    }

    private func isValid(_ tree: JSONTree, _ filler: FormFiller) throws -> Bool {
        try ExampleForm.findings(tree, filler.message).isEmpty
    }

    private func broken(
        _ tree: JSONTree, _ item: Case, _ pointer: JSONPointer, _ filler: FormFiller
    ) throws -> [(code: String, tree: JSONTree)] {
        let field = try #require(filler.form.field(at: pointer))
        switch item.change {
        case .remove: return [("WT5001", tree.setting(pointer, to: nil))]
        case .add: return [("WT5002", tree.setting(pointer, to: FormFiller.values(of: field)[0]))]
        case .choose:
            let others = field.choices.map(\.code).filter { !item.allowed.contains($0) && $0 != "anders" }
            #expect(!others.isEmpty)
            return try others.map { code in
                let changed = tree.setting(pointer, to: .string(code))
                return ("WT5003", try #require(try filler.settle(changed, keeping: pointer)))
            }
        }
    }

    @Test func thereAreCasesOfEveryKind() throws {
        let cases = try Self.cases()
        #expect(cases.filter { $0.change == .remove }.count > 40)
        #expect(cases.filter { $0.change == .add }.count > 40)
        #expect(cases.contains { $0.change == .choose })
    }
}
