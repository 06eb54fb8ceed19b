import Testing

@testable import Schemas

struct CivilDateTests {
    @Test func everyDayOfTheCalendarIsNumberedInOrder() throws {
        // Counted day by day, with the lengths of the months written out: independent of the arithmetic under test.
        var number = 0
        var previous: CivilDate?
        for year in 0...9999 {
            let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
            for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                let first = try #require(CivilDate(year: year, month: month + 1, day: 1))
                let last = try #require(CivilDate(year: year, month: month + 1, day: length))
                try #require(first.dayNumber == number && last.dayNumber == number + length - 1)
                try #require(CivilDate(dayNumber: number) == first && CivilDate(dayNumber: number + length - 1) == last)
                try #require(CivilDate(year: year, month: month + 1, day: length + 1) == nil)
                try #require(previous.map { $0 < first } ?? true)
                previous = last
                number += length
            }
        }
        #expect(number == 3_652_425)
    }

    @Test func numbersOutsideTheCalendarBecomeItsEnds() {
        #expect(CivilDate(dayNumber: -1) == .first && CivilDate(dayNumber: .min) == .first)
        #expect(CivilDate(dayNumber: 3_652_425) == .last && CivilDate(dayNumber: .max) == .last)
    }

    @Test(arguments: ["0000-01-01", "2024-02-29", "9999-12-31", "1582-10-10"])
    func writtenAsRead(_ text: String) throws {
        #expect(try #require(CivilDate(text)).description == text)
    }

    @Test(arguments: [
        "", "2023-02-29", "2024-2-9", "2024-02-30", "2024-00-01", "10000-01-01", "2024-02-29T", "٢٠٢٤-٠٢",
    ])
    func otherTextsAreNoDay(_ text: String) {
        #expect(CivilDate(text) == nil)
    }
}
