import Foundation
import Schemas
import Testing

/// Random dates against an independent calendar.
@Suite struct DatePropertyTests {
    static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// The same numbers in every run.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private func text(_ date: Date) -> String {
        let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    private func codes(_ form: ExampleForm, _ changes: [(String, String)]) throws -> [String] {
        let tree = changes.reduce(form.tree) { $0.setting(JSONPointer(tokens: [$1.0]), to: .string($1.1)) }
        return try ExampleForm.findings(tree, form.message).map { "\($0.code.rawValue) \($0.pointer)" }
    }

    @Test func aThreePartyAgreementLastsAtMostTwoYearsOfTheCalendar() throws {
        let form = try ExampleForm("plaatsing")
        var numbers = Numbers(state: 2022)
        var counts: [String: Int] = [:]
        for _ in 0..<400 {
            let start = Date(timeIntervalSince1970: Double(Int.random(in: 0..<30000, using: &numbers)) * 86400)
            let limit = try #require(Self.calendar.date(byAdding: .year, value: 2, to: start))
            let near = Bool.random(using: &numbers) ? limit : start
            let end = try #require(
                Self.calendar.date(byAdding: .day, value: Int.random(in: -2...2, using: &numbers), to: near))
            let found = try codes(
                form,
                [
                    ("datumMutatie", text(start)), ("overeenkomstLooptTot", text(end)),
                    ("eindeBeschikking", "9999-01-01"), ("startdatumOndersteuning", "1900-01-01"),
                ])
            let expected = end <= start ? "WT4002" : end > limit ? "WT4003" : ""
            #expect(found == (expected.isEmpty ? [] : ["\(expected) /overeenkomstLooptTot"]), "\(start) \(end)")
            counts[expected, default: 0] += 1
        }
        #expect(counts.count == 3)
    }

    @Test func anAvgAnswerIsDueWithinAMonthOfTheCalendar() throws {
        let form = try ExampleForm("avgverzoek")
        var numbers = Numbers(state: 8)
        for _ in 0..<200 {
            let start = Date(timeIntervalSince1970: Double(Int.random(in: 0..<20000, using: &numbers)) * 86400)
            let limit = try #require(Self.calendar.date(byAdding: .month, value: 1, to: start))
            let end = try #require(
                Self.calendar.date(byAdding: .day, value: Int.random(in: -3...3, using: &numbers), to: limit))
            let found = try codes(form, [("ontvangenOp", text(start)), ("antwoordUiterlijk", text(end))])
            #expect(found == (end > limit ? ["WT4003 /antwoordUiterlijk"] : []), "\(start) \(end)")
        }
    }

    @Test func birthComesBeforeEverything() throws {
        let form = try ExampleForm("registratie")
        var numbers = Numbers(state: 16)
        for _ in 0..<200 {
            let day = Date(timeIntervalSince1970: Double(Int.random(in: 20000..<20700, using: &numbers)) * 86400)
            let found = try codes(form, [("geboortedatum", text(day))])
            let dates = try form.places().filter { $0.field.format == "date" && $0.pointer.tokens != ["geboortedatum"] }
            let broken = dates.filter { (form.tree.value(at: $0.pointer)?.string ?? "") <= text(day) }
            #expect(Set(found) == Set(broken.map { "WT4002 \($0.pointer)" }), "\(text(day))")
        }
    }
}
