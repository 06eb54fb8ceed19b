/// Dates with a time, times and durations of RFC 3339.
enum RFC3339 {
    /// `date-time` (section 5.6): a day, `T`, a time with its distance from UTC.
    static func isDateTime(_ text: Span<UInt8>) -> Bool {
        guard text.count > 11, text[10] | 0x20 == UInt8(ascii: "t") else { return false }
        return CivilDate(text.extracting(0..<10)) != nil && isTime(text.extracting(11..<text.count))
    }

    /// `full-time` (section 5.6). Second 60 exists only in a leap second, at 23:59:60 UTC (section 5.7).
    static func isTime(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 9, text.has(":", at: 2), text.has(":", at: 5),
            let hour = text.number(at: 0..<2), let minute = text.number(at: 3..<5),
            let second = text.number(at: 6..<8), hour < 24, minute < 60, second <= 60,
            let end = endOfFraction(text), let offset = minutesFromUTC(text, at: end)
        else { return false }
        let minuteOfDay = (hour * 60 + minute - offset + 2 * 1440) % 1440
        return second < 60 || minuteOfDay == 1439
    }

    /// The place behind the seconds and their fraction, which has at least one digit; nil when it has none.
    private static func endOfFraction(_ text: Span<UInt8>) -> Int? {
        guard text.has(".", at: 8) else { return 8 }
        let end = text.endOfDigits(from: 9)
        return end > 9 ? end : nil
    }

    /// Reads `Z`, `+hh:mm` or `-hh:mm` up to the end of the text.
    private static func minutesFromUTC(_ text: Span<UInt8>, at start: Int) -> Int? {
        guard start < text.count else { return nil }
        let sign = text[start]
        if sign | 0x20 == UInt8(ascii: "z") { return start + 1 == text.count ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), text.count == start + 6,
            text.has(":", at: start + 3), let hours = text.number(at: (start + 1)..<(start + 3)),
            let minutes = text.number(at: (start + 4)..<(start + 6)), hours < 24, minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
}
