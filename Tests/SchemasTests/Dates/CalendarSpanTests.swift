import Testing

@testable import Schemas

struct CalendarSpanTests {
    @Test(arguments: [
        ("P2Y", 24, 0), ("P3M", 3, 0), ("P14D", 0, 14), ("P2W", 0, 14), ("P1Y6M", 18, 0), ("P1Y2M3D", 14, 3),
        ("P0D", 0, 0),
        ("P1Y3D", 12, 3), ("P99999Y", 1_199_988, 0),
    ])
    func durationsOfWholeDaysAreRead(_ text: String, _ months: Int, _ days: Int) throws {
        let span = try #require(CalendarSpan(text))
        #expect(span.months == months && span.days == days)
    }

    @Test(arguments: [
        "", "P", "2Y", "P2", "PY", "P1D1Y", "P1M1Y", "P1Y1Y", "P1W1D", "P1Y1W", "PT1H", "P1DT1H", "P-1D", "P1.5Y",
        "p1y",
        "P100000D", "P1Y ", "P٢Y", "P99999999999999999999Y",
    ])
    func otherTextsAreNoSpan(_ text: String) {
        #expect(CalendarSpan(text) == nil)
    }

    @Test(arguments: [
        ("2024-01-31", "P1M", "2024-02-29"), ("2023-01-31", "P1M", "2023-02-28"), ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"), ("2024-03-31", "P3M", "2024-06-30"), ("2024-12-31", "P2M", "2025-02-28"),
        ("2024-01-31", "P1M1D", "2024-03-01"), ("2024-02-20", "P2W", "2024-03-05"),
        ("2024-12-25", "P14D", "2025-01-08"),
        ("2024-05-05", "P0D", "2024-05-05"), ("9999-12-31", "P1D", "9999-12-31"),
        ("9000-01-01", "P99999Y", "9999-12-31"),
    ])
    func addingClampsToTheMonthAndTheCalendar(_ start: String, _ span: String, _ end: String) throws {
        let date = try #require(CivilDate(start)).adding(#require(CalendarSpan(span)))
        #expect(date.description == end)
    }

    @Test func laterStartsNeverArriveEarlier() throws {
        for text in ["P1M", "P3M", "P1Y", "P2Y", "P14D", "P1Y1M1D"] {
            let span = try #require(CalendarSpan(text))
            var latest = CivilDate.first
            for number in CivilDate.first.dayNumber..<3_000 {
                let arrival = CivilDate(dayNumber: number).adding(span)
                #expect(arrival >= latest)
                latest = arrival
            }
        }
    }
}
