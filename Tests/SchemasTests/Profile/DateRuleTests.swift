import Foundation
import Testing

@testable import Schemas

/// Generated from the schemas: every pair of dates that has an order, and every date of a fact.
@Suite struct DateRuleTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        let form: ExampleForm
        let earlier: JSONPointer
        let later: JSONPointer
        let orEqual: Bool
        var testDescription: String { "\(form.name) \(earlier) \(later)" }
    }

    static func pairs() throws -> [Pair] {
        let files = try ProfileFiles.read(ProfileFiles.fryslan)
        let examples = try ExampleForm.all()
        return try ProfileFiles.embedded.get().messages.flatMap { message in
            let schema = try JSONDocument(parsing: try #require(files[message.schemaFile])).root
            return try (schema["dateOrder"]?.elements ?? []).map { rule in
                let earlier = try #require(JSONPointer(rule["earlier"]?.string ?? ""))
                let later = try #require(JSONPointer(rule["later"]?.string ?? ""))
                let form = examples.first {
                    $0.message == message.name && $0.tree.value(at: earlier) != nil && $0.tree.value(at: later) != nil
                }
                return Pair(
                    form: try #require(form, "no example has both dates of \(rule)"), earlier: earlier, later: later,
                    orEqual: rule["orEqual"]?.bool ?? false)
            }
        }
    }

    @Test(arguments: try pairs())
    func aBrokenOrderIsFoundAtTheLaterDate(_ pair: Pair) throws {
        let label = try #require(ExampleForm.form(of: pair.form.message).path(to: pair.earlier)).map(\.label)
        let findings = try findings(pair, days: pair.orEqual ? -1 : 0)
        #expect(findings.allSatisfy { $0.pointer == pair.later && $0.code == .dateOrder })
        let name = "'" + label.joined(separator: ": ") + "'"
        #expect(
            findings.filter { $0.sentence.contains("dan \(name)") || $0.sentence.contains("na \(name).") }.count == 1)
    }

    @Test(arguments: try pairs())
    func theLastOrderThatCanBeIsAccepted(_ pair: Pair) throws {
        let label = try #require(ExampleForm.form(of: pair.form.message).field(at: pair.earlier)).label
        let findings = try findings(pair, days: pair.orEqual ? 0 : 1)
        #expect(!findings.contains { $0.sentence.contains("\(label)'") && $0.pointer == pair.later })
    }

    private func findings(_ pair: Pair, days: Int) throws -> [Finding] {
        let text = try #require(pair.form.tree.value(at: pair.earlier)?.string)
        let start = try #require(CivilDate(String(text.prefix(10))))
        let day = CivilDate(dayNumber: start.dayNumber + days).description
        let tree = pair.form.tree.setting(pair.later, to: .string(day + text.dropFirst(10)))
        return try ExampleForm.findings(tree, pair.form.message)
    }

    @Test(arguments: try ExampleForm.all())
    func aFactLiesNotAfterTodayAndAPlanMay(_ form: ExampleForm) throws {
        let view = try schema(of: form.message)
        for (pointer, field) in try form.places() where field.format == "date" || field.format == "date-time" {
            let isFact = self.view(at: pointer, from: view)?.first("notAfterToday") != nil
            let end = field.format == "date" ? "" : "T00:30:00+01:00"
            for (day, isFuture) in [("2026-11-21", false), ("2026-11-22", true), ("9999-12-31", true)] {
                let tree = form.tree.setting(pointer, to: .string(day + end))
                let found = try ExampleForm.findings(tree, form.message).filter { $0.code == .afterToday }
                #expect(found.map(\.pointer) == (isFact && isFuture ? [pointer] : []), "\(pointer) \(day)")
            }
        }
    }

    private func schema(of message: String) throws -> SchemaView {
        let profile = try ProfileFiles.embedded.get()
        let form = try #require(profile.forms[message])
        return try #require(profile.documents.view(of: form.schemaURI))
    }

    private func view(at pointer: JSONPointer, from schema: SchemaView) -> SchemaView? {
        pointer.tokens.reduce(schema) { view, token in
            Int(token) == nil ? view?.properties.first { $0.name == token }?.schema : view?.items
        }
    }

    @Test func theAddedDatesOfTheAgreementAreFactsOrPlans() throws {
        func isFact(_ message: String, _ field: String) throws -> Bool {
            view(at: JSONPointer(tokens: [field]), from: try schema(of: message))?.first("notAfterToday") != nil
        }
        #expect(try isFact("registratie", "geboortedatum"))
        #expect(try isFact("registratie", "startVerblijfOpvang"))
        #expect(try !isFact("registratie", "eindeBeschikking"))
        #expect(try !isFact("plaatsing", "datumMutatie"))
        #expect(try isFact("kennisgeving", "gevraagdOp"))
    }
}
