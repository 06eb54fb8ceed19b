import Schemas
import Testing

/// Generated from the schemas: every required field, when removed, gives exactly that finding.
@Suite struct RequiredFieldTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let form: ExampleForm
        let pointer: JSONPointer
        let label: String
        var testDescription: String { "\(form.name) \(pointer)" }
    }

    static func cases() throws -> [Case] {
        try ExampleForm.all().flatMap { form in
            try form.places().filter(\.field.isRequired).map {
                Case(form: form, pointer: $0.pointer, label: $0.field.label)
            }
        }
    }

    @Test(arguments: try cases())
    func aMissingRequiredFieldIsTheOnlyFinding(_ item: Case) throws {
        let tree = item.form.tree.setting(item.pointer, to: nil)
        let findings = try ExampleForm.findings(tree, item.form.message)
        #expect(findings.map(\.brief) == ["WT2101 \(item.pointer)"])
        let finding = try #require(findings.first)
        #expect(finding.label.hasSuffix(item.label))
        #expect(finding.sentence == "'\(finding.label)' ontbreekt; vul dit veld in.")
        #expect(finding.whoMustAct == .sender)
    }

    @Test func everyRequiredFieldOfEveryFormIsAmongTheCases() throws {
        let tried = try Set(Self.cases().map { $0.form.message + " " + Self.template($0.pointer) })
        for form in try ProfileFiles.embedded.get().forms.values {
            for field in Self.required(in: form.fields, at: "") {
                #expect(tried.contains("\(form.message) \(field)"), "\(form.message) \(field)")
            }
        }
    }

    private static func template(_ pointer: JSONPointer) -> String {
        pointer.tokens.map { "/" + (Int($0) == nil ? $0 : "-") }.joined()
    }

    private static func required(in fields: [FormField], at place: String) -> [String] {
        fields.flatMap { field in
            (field.isRequired ? [place + "/" + field.name] : []) + inside(field, at: place + "/" + field.name)
        }
    }

    private static func inside(_ field: FormField, at place: String) -> [String] {
        switch field.content {
        case .value: []
        case .object(let fields): required(in: fields, at: place)
        case .list(let element): inside(element, at: place + "/-")
        }
    }
}
