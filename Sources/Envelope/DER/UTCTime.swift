/// A moment in whole seconds, UTC, between the years 1950 and 9999: what certificates and signatures can express.
public struct UTCTime: Comparable, Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int64

    private static let first: Int64 = -631_152_000
    private static let last: Int64 = 253_402_300_799

    /// A moment outside the years 1950 to 9999 becomes the nearest one inside.
    public init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, Self.first), Self.last)
    }

    /// - Returns: nil for a date or a time that does not exist in the proleptic Gregorian calendar (no leap seconds).
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (1950...9999).contains(year), (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second),
            day >= 1, day <= Self.days(inMonth: month, of: year)
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        self.init(secondsSinceEpoch: Int64(days * 86_400 + hour * 3_600 + minute * 60 + second))
    }

    /// This moment moved by `seconds`, and kept within the years 1950 to 9999.
    public func adding(seconds: Int64) -> UTCTime {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return UTCTime(secondsSinceEpoch: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    public static func < (left: UTCTime, right: UTCTime) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }

    /// Year, month, day, hour, minute, second.
    var parts: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        let seconds = Int(secondsSinceEpoch)
        let dayNumber = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        let rest = seconds - dayNumber * 86_400
        let date = Self.civil(dayNumber)
        return (date.year, date.month, date.day, rest / 3_600, rest / 60 % 60, rest % 60)
    }

    // The two conversions count from 1 March of year 0, so that the leap day ends a year (400 years have 146,097 days).

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension UTCTime: CustomStringConvertible {
    /// RFC 3339, as in `2026-11-21T13:30:00Z`.
    public var description: String {
        let parts = self.parts
        return unsafe String(unsafeUninitializedCapacity: 20) { text in
            var place = 0
            func write(_ byte: Int) {
                unsafe text[place] = UInt8(truncatingIfNeeded: byte)
                place += 1
            }
            func write(_ number: Int, before separator: UInt8?) {
                write(0x30 + number / 10)
                write(0x30 + number % 10)
                if let separator { write(Int(separator)) }
            }
            write(parts.year / 100, before: nil)
            write(parts.year % 100, before: ASCII.hyphen)
            write(parts.month, before: ASCII.hyphen)
            write(parts.day, before: 0x54)
            write(parts.hour, before: ASCII.colon)
            write(parts.minute, before: ASCII.colon)
            write(parts.second, before: 0x5A)
            return place
        }
    }
}
