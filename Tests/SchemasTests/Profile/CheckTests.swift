import Foundation
import Schemas
import Testing

/// What a file may be, and how its type is found.
@Suite struct CheckTests {
    let profile: Profile
    let today: CivilDate

    init() throws {
        profile = try ProfileFiles.embedded.get()
        today = try ExampleForm.today()
    }

    private func check(_ text: String, _ type: String? = nil) throws -> CheckReport {
        try profile.check(bytes: Array(text.utf8), type: type, today: today)
    }

    private func event(_ type: String, data: String?) -> String {
        let data = data.map { #", "data": \#($0)"# } ?? ""
        return #"{"specversion": "1.0", "id": "1", "source": "urn:x", "type": "\#(type)"\#(data)}"#
    }

    @Test func aMessageTellsItsOwnType() throws {
        let data = try ExampleForm("kennisgeving").tree.text
        let report = try check(event("nl.weerthuis.kennisgeving", data: data))
        #expect(report.isValid)
        #expect(report.type == "kennisgeving")
        #expect(report.summary == "Kennisgeving bemiddeling: in orde")
        #expect(try check(event("nl.weerthuis.kennisgeving", data: data), "kennisgeving").isValid)
    }

    /// What is around a form in its message does not count.
    @Test(arguments: [0, 1]) func aFormInAMessageMayBeAsLargeAsOneByItselfAndNoLarger(more: Int) throws {
        let most = JSONLimits.standard.maxBytes
        let form = #"{"bericht":"\#(String(repeating: "x", count: most - 14 + more))"}"#
        #expect(form.utf8.count == most + more)
        let text = event("nl.weerthuis.intrekking", data: form)
        let message = try JSONDocument(parsing: text, limits: JSONLimits(maxBytes: most * 2))
        let data = try #require(message.root["data"])
        let report = profile.check(data, as: "intrekking", copy: .received, today: today)
        #expect(report.findings == (try check(form, "intrekking")).findings)
        #expect(report.findings.map(\.brief).contains { $0.hasSuffix(" /bericht") } == (more == 0))
        #expect(report.type == "intrekking")
        #expect(!report.isValid)
    }

    @Test func pointersStartAtTheFormInAMessageToo() throws {
        let report = try check(event("nl.weerthuis.intrekking", data: #"{"reden": "x"}"#))
        #expect(report.findings.map(\.brief) == ["WT2101 /bericht"])
    }

    /// The schema refuses the field, as its condition does not hold; no other rule says so.
    @Test func aFieldThatOnlyAConditionBringsAlongIsRefusedWithoutIt() throws {
        var files = try ProfileFiles.read(ProfileFiles.kleinstad)
        let text = String(decoding: try #require(files["overdracht.json"]), as: UTF8.self)
        let field = try #require(text.firstMatch(of: /,\s*("waarom": \{[^}]*\})/))
        let moved = text.replacing(field.output.0, with: "")
            .replacing(#""required": ["waarom"] }"#, with: #""properties": { \#(field.output.1) } }"#)
        files["overdracht.json"] = Array(moved.utf8)
        let profile = try Profile.load(files: files)
        let told = try ["ja", "nee"].map { answer in
            let form = #"{"haast": "\#(answer)", "waarom": "x"}"#
            return try profile.check(bytes: Array(form.utf8), type: "overdracht", today: today).findings.map(\.brief)
        }
        #expect(told == [[], ["WT5002 /waarom"]])
    }

    @Test func aMessageOfAnUnknownTypeIsAFinding() throws {
        for type in ["nl.weerthuis.registraties", "registratie", "nl.elders.registratie", ""] {
            let report = try check(event(type, data: "{}"))
            #expect(report.findings.map(\.code) == [.unknownType])
            #expect(report.type == nil)
        }
    }

    @Test func aMessageWithoutDataIsAFinding() throws {
        #expect(try check(event("nl.weerthuis.retour", data: nil)).findings.map(\.code) == [.missing])
    }

    @Test func whatTellsNoTypeIsWrongUse() {
        #expect(throws: CheckMisuse.typeMissing) { try check("{}") }
        #expect(throws: CheckMisuse.typeMissing) { try check("[]") }
        #expect(throws: CheckMisuse.typeUnknown("registartie", suggestion: "registratie")) {
            try check("{}", "registartie")
        }
        #expect(throws: CheckMisuse.typesDiffer(asked: "melding")) {
            try check(event("nl.weerthuis.retour", data: "{}"), "melding")
        }
    }

    @Test(arguments: [
        ("", "WT1001", 1, 1), (#"{"a": 1,}"#, "WT1001", 1, 9), ("{\n\"a\": 1, \"a\": 2}", "WT1003", 2, 9),
        (#"{"a": "\ud800"}"#, "WT1004", 1, 8), ("[01]", "WT1005", 1, 2), ("{} {}", "WT1001", 1, 4),
        (String(repeating: "[", count: 70), "WT1102", 1, 65),
    ])
    func aTextThatIsNoJSONIsAFindingWithItsPlace(_ text: String, _ code: String, _ line: Int, _ column: Int) throws {
        let report = try check(text, "registratie")
        let finding = try #require(report.findings.first)
        #expect(report.findings.count == 1)
        #expect(finding.code.rawValue == code)
        #expect(finding.position?.line == line)
        #expect(finding.position?.column == column)
        #expect(finding.sentence.hasPrefix("Regel \(line), teken "))
    }

    @Test(arguments: ["null", "[]", "\"x\"", "12"])
    func aFormThatIsNoGroupOfFieldsIsOneFinding(_ text: String) throws {
        let report = try check(text, "registratie")
        #expect(report.findings.map(\.code) == [.wrongKind])
        #expect(report.findings.first?.label == "Registratie")
    }

    @Test func aNewerListOfGemeentenNeedsNoRelease() throws {
        let list = #"{"name": "gemeenten", "year": 2031, "source": "test", "codes": {"GM9001": "Nieuwstad"}}"#
        let newer = try Profile.embedded(codeLists: ["gemeenten.json": Array(list.utf8)])
        let form = try ExampleForm("vervolgwonen").tree
        let moved = form.setting(JSONPointer(tokens: ["uitstroomgemeente"]), to: "GM9001")
        #expect(newer.codeLists["gemeenten"]?.year == 2031)
        #expect(try newer.check(bytes: moved.encoded(), type: "vervolgwonen", today: today).isValid)
        let old = try newer.check(bytes: form.encoded(), type: "vervolgwonen", today: today)
        #expect(old.findings.map(\.brief) == ["WT3101 /uitstroomgemeente"])
    }
}
