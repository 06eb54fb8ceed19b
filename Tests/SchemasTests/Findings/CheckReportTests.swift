import Foundation
import Schemas
import Testing

/// How a report is told: as a table, and as a problem of RFC 9457.
@Suite struct CheckReportTests {
    private func report(_ text: String, _ type: String, limit: Int = 100) throws -> CheckReport {
        try ProfileFiles.embedded.get().check(
            bytes: Array(text.utf8), type: type, today: ExampleForm.today(), limit: limit)
    }

    @Test func aTableHasARowPerFinding() throws {
        let report = try report(#"{"reden": ""}"#, "intrekking")
        #expect(CheckReport.columns == ["Code", "Veld", "Plaats", "Bevinding", "Wie handelt"])
        #expect(
            report.rows == [
                [
                    "WT2101", "In te trekken bericht", "/bericht",
                    "'In te trekken bericht' ontbreekt; vul dit veld in.",
                    "de afzender",
                ],
                [
                    "WT2102", "Reden van de intrekking", "/reden",
                    "'Reden van de intrekking' is leeg; vul dit veld in.",
                    "de afzender",
                ],
            ])
        #expect(report.summary == "Intrekking: 2 bevindingen")
    }

    @Test func aProblemHasTheMembersOfTheRFC() throws {
        let report = try report("{}", "intrekking")
        let problem = try #require(report.problem(instance: "urn:uuid:0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90"))
        let root = try JSONDocument(parsing: problem.encoded()).root
        #expect(root["type"]?.string == "https://weerthuis.nl/problemen/formulier-niet-in-orde")
        #expect(root["title"]?.string?.isEmpty == false)
        #expect(root["status"]?.number?.int == 422)
        #expect(root["detail"]?.string == "Intrekking: 2 bevindingen")
        #expect(root["instance"]?.string == "urn:uuid:0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90")
        #expect(root["messageType"]?.string == "intrekking")
        #expect(root["more"]?.number?.int == 0)
        let first = try #require(root["findings"]?[0])
        #expect(first.members.map(\.key) == ["code", "pointer", "label", "sentence", "whoMustAct"])
        #expect(first["whoMustAct"]?.string == "afzender")
    }

    @Test func aProblemWithTheTextTellsLineAndColumn() throws {
        let problem = try #require(try report("{\n  \"a\": tru}", "intrekking").problem())
        let finding = try #require(try JSONDocument(parsing: problem.encoded()).root["findings"]?[0])
        #expect(finding["line"]?.number?.int == 2)
        #expect(finding["column"]?.number?.int == 11)
    }

    @Test func aValidFormIsNoProblem() throws {
        let report = try report(ExampleForm("intrekking").tree.text, "intrekking")
        #expect(report.problem() == nil)
        #expect(report.rows.isEmpty)
    }

    @Test func aHostileDocumentGivesABoundedReportWithACount() throws {
        let members = (0..<10_000).map { "\"veld\($0 % 100)x\($0 / 100)\": 1" }.joined(separator: ",")
        let report = try report("{\(members)}", "registratie")
        #expect(report.findings.count == 100)
        #expect(report.more >= 9_900)
        #expect(report.summary == "Registratie: 100 bevindingen en nog \(report.more)")
        let problem = try #require(report.problem()).encoded()
        #expect(problem.count < 100_000)
    }

    @Test func theLimitCanBeSmaller() throws {
        let report = try report("{}", "registratie", limit: 3)
        #expect(report.findings.count == 3)
        #expect(report.more == 15)
    }

    @Test(arguments: [
        ("burgerservicenummer", "111111111", "WT3003"), ("burgerservicenummer", "000000000", "WT3003"),
        ("burgerservicenummer", "99999001", "WT3003"), ("geboortedatum", "1988-02-30", "WT3001"),
        ("geboortedatum", "14-03-1988", "WT3001"), ("achternaam", "", "WT2102"), ("achternaam", "  ", "WT3099"),
        ("herkomstgemeente", "Leeuwarden", "WT3008"), ("herkomstgemeente", "GM9999", "WT3101"),
        ("redenDakloosheid", "weet ik niet", "WT3102"), ("soortVoorziening", "bw", "WT3102"),
    ])
    func aWrongValueHasItsOwnCode(_ field: String, _ value: String, _ code: String) throws {
        let form = try ExampleForm("registratie")
        let tree = form.tree.setting(JSONPointer(tokens: [field]), to: .string(value))
        #expect(try ExampleForm.findings(tree, "registratie").map(\.brief) == ["\(code) /\(field)"])
    }

    @Test func aListTellsItsLine() throws {
        let form = try ExampleForm("aanmelding")
        let place = JSONPointer(tokens: ["inschrijvingen", "1", "datumInschrijving"])
        let finding = try #require(
            try ExampleForm.findings(form.tree.setting(place, to: "gisteren"), "aanmelding").first)
        #expect(finding.label == "Inschrijvingen bij woningcorporaties, regel 2: Datum inschrijving")
        let line = try #require(form.tree.value(at: JSONPointer(tokens: ["inschrijvingen", "0"])))
        let twice = form.tree.setting(JSONPointer(tokens: ["inschrijvingen", "1"]), to: line)
        #expect(
            try ExampleForm.findings(twice, "aanmelding").map(\.sentence) == [
                "'Inschrijvingen bij woningcorporaties': regel 1 en regel 2 zijn gelijk; haal er een weg."
            ])
    }
}
