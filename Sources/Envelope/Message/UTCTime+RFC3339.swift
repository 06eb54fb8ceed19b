extension UTCTime {
    /// Reads a date and time with zone (RFC 3339 section 5.6), with `T` and `Z` in upper case.
    ///
    /// Up to nine digits of a fraction are allowed and dropped. A leap second is refused, as is the unknown offset
    /// `-00:00`: the sender is a machine that knows its zone.
    public init?(rfc3339 text: String) {
        var digits = Array(text.utf8)[...]
        guard digits.count <= 35, let (year, month, day) = Self.date(&digits), digits.popFirst() == UInt8(ascii: "T"),
            let hour = Self.number(2, &digits), digits.popFirst() == ASCII.colon,
            let minute = Self.number(2, &digits), digits.popFirst() == ASCII.colon,
            let second = Self.number(2, &digits), Self.skipFraction(&digits),
            let offset = Self.offset(&digits), digits.isEmpty,
            let local = UTCTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        self = local.adding(seconds: -offset)
    }

    private static func date(_ digits: inout ArraySlice<UInt8>) -> (Int, Int, Int)? {
        guard let year = number(4, &digits), digits.popFirst() == ASCII.hyphen,
            let month = number(2, &digits), digits.popFirst() == ASCII.hyphen,
            let day = number(2, &digits)
        else { return nil }
        return (year, month, day)
    }

    private static func number(_ count: Int, _ digits: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digits.popFirst(), (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    private static func skipFraction(_ digits: inout ArraySlice<UInt8>) -> Bool {
        guard digits.first == UInt8(ascii: ".") else { return true }
        let fraction = digits.dropFirst().prefix { (0x30...0x39).contains($0) }
        digits = digits.dropFirst(1 + fraction.count)
        return (1...9).contains(fraction.count)
    }

    /// Seconds east of UTC.
    private static func offset(_ digits: inout ArraySlice<UInt8>) -> Int64? {
        guard let sign = digits.popFirst() else { return nil }
        if sign == UInt8(ascii: "Z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == ASCII.hyphen, let hours = number(2, &digits), hours < 24,
            digits.popFirst() == ASCII.colon, let minutes = number(2, &digits), minutes < 60
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        guard sign == UInt8(ascii: "+") || seconds > 0 else { return nil }
        return sign == ASCII.hyphen ? -seconds : seconds
    }
}
