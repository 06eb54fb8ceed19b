import Foundation
import Schemas
import Testing

/// No finding repeats anything of the message, whatever is wrong with it.
@Suite struct FindingPrivacyTests {
    static let secret = "GEHEIM 123456782 Zwarteweg"

    static let broken: [JSONTree] = [
        .string(secret), .string(secret + "\n"), .string(String(repeating: secret, count: 300)),
        .array([.string(secret)]),
        .object([JSONMember(secret, .string(secret))]), .number(JSONNumber(123_456_782)), .null, .bool(true), "", " ",
    ]

    @Test(arguments: try ExampleForm.all())
    func nothingThatIsWrongIsRepeated(_ form: ExampleForm) throws {
        let containers = try form.places().map(\.pointer)
        for pointer in Set(form.tree.leaves + containers) {
            for value in Self.broken {
                for finding in try ExampleForm.findings(form.tree.setting(pointer, to: value), form.message) {
                    let told = "\(finding.code.rawValue) \(finding.pointer) \(finding.label) \(finding.sentence)"
                    #expect(!told.contains("GEHEIM") && !told.contains("123456782") && !told.contains("Zwarteweg"))
                }
            }
        }
    }

    @Test(arguments: try ExampleForm.all())
    func nothingThatIsRightIsRepeatedEither(_ form: ExampleForm) throws {
        let places = try form.places().filter { $0.field.choices.isEmpty && $0.field.sensitivity != .gewoon }
        let values = places.compactMap { form.tree.value(at: $0.pointer)?.string }.filter { $0.count > 4 }
        for (pointer, _) in places {
            for finding in try ExampleForm.findings(form.tree.setting(pointer, to: nil), form.message) {
                for value in values { #expect(!finding.sentence.contains(value)) }
            }
        }
    }

    @Test(arguments: [
        "999990019", "Jan de Vries", "a\nb", "J.T.", String(repeating: "x", count: 61), "", "é", "nr1234567",
    ])
    func aKeyThatIsNoNameIsNotRepeated(_ key: String) throws {
        let form = try ExampleForm("registratie")
        for parent in [JSONPointer.root, JSONPointer(tokens: ["huidigAdres"])] {
            let tree = form.tree.setting(parent.appending(key), to: 1)
            let findings = try ExampleForm.findings(tree, "registratie")
            #expect(findings.map(\.code) == [.unknownField])
            #expect(findings.map(\.pointer) == [parent])
            #expect(key.isEmpty || findings.allSatisfy { !$0.sentence.contains(key) && !$0.label.contains(key) })
        }
    }

    @Test func aMistypedNameIsToldWithTheRightOne() throws {
        let form = try ExampleForm("registratie")
        let tree = form.tree.setting(JSONPointer(tokens: ["voorleters"]), to: "J.")
        let finding = try #require(try ExampleForm.findings(tree, "registratie").first)
        #expect(finding.pointer.description == "/voorleters")
        #expect(finding.sentence.hasSuffix("Bedoelde u 'voorletters'?"))
        #expect(finding.whoMustAct == .administrator)
    }
}
