extension CivilDate {
    /// Days since 0000-01-01, which has number 0.
    public var dayNumber: Int {
        var number = Self.daysBefore(year: year) + day - 1
        for earlier in 1..<month { number += Self.length(ofMonth: earlier, year: year) }
        return number
    }

    /// The day with this number; before the first or after the last day of the calendar, that day.
    public init(dayNumber: Int) {
        guard dayNumber > 0, dayNumber < Self.daysBefore(year: Self.last.year + 1) else {
            self = dayNumber > 0 ? .last : .first
            return
        }
        var year = dayNumber / 366
        while Self.daysBefore(year: year + 1) <= dayNumber { year += 1 }
        var rest = dayNumber - Self.daysBefore(year: year)
        var month = 1
        while rest >= Self.length(ofMonth: month, year: year) {
            rest -= Self.length(ofMonth: month, year: year)
            month += 1
        }
        self = CivilDate(year: year, month: month, day: rest + 1) ?? .last
    }

    /// Year 0 is a leap year; behind it every fourth year is, but of the centuries only every fourth.
    private static func daysBefore(year: Int) -> Int {
        guard year > 0 else { return 0 }
        let previous = year - 1
        return 365 * year + 1 + previous / 4 - previous / 100 + previous / 400
    }

    /// The day that lies a span later: first the years and months, then the days.
    ///
    /// Where the month of arrival is too short for the day, its last day counts: 31 January plus one month is the last
    /// day of February. Beyond the end of the calendar, its last day counts.
    public func adding(_ span: CalendarSpan) -> CivilDate {
        let monthCount = year * 12 + (month - 1) + span.months
        let (arrivalYear, arrivalMonth) = (monthCount / 12, monthCount % 12 + 1)
        guard arrivalYear <= Self.last.year else { return .last }
        let arrivalDay = min(day, Self.length(ofMonth: arrivalMonth, year: arrivalYear))
        let arrival = CivilDate(year: arrivalYear, month: arrivalMonth, day: arrivalDay) ?? .last
        return span.days == 0 ? arrival : CivilDate(dayNumber: arrival.dayNumber + span.days)
    }
}
