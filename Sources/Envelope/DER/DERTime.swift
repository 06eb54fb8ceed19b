/// UTCTime and GeneralizedTime as DER and RFC 5280, 4.1.2.5 want them: with seconds, in UTC, two-digit years until 2049.
extension DERWriter {
    mutating func time(_ time: UTCTime) {
        let parts = time.parts
        let short = parts.year < 2050
        var digits: [UInt8] = short ? [] : [parts.year / 1000 % 10, parts.year / 100 % 10].map(Self.digit)
        for value in [parts.year % 100, parts.month, parts.day, parts.hour, parts.minute, parts.second] {
            digits.append(Self.digit(value / 10))
            digits.append(Self.digit(value % 10))
        }
        primitive(short ? .utcTime : .generalizedTime, digits + [UInt8(ascii: "Z")])
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value) }
}

extension DERElement {
    func time(in document: Span<UInt8>) throws(DERError) -> UTCTime {
        let yearDigits = tag == .generalizedTime ? 4 : 2
        guard tag == .utcTime || tag == .generalizedTime, content.count == yearDigits + 11,
            document[content.upperBound - 1] == UInt8(ascii: "Z")
        else { throw error(.value) }
        var at = content.lowerBound
        func number(_ count: Int) throws(DERError) -> Int {
            var value = 0
            for _ in 0..<count {
                guard case 0x30...0x39 = document[at] else { throw error(.value) }
                value = value * 10 + Int(document[at] - 0x30)
                at += 1
            }
            return value
        }
        let written = try number(yearDigits)
        let year = yearDigits == 4 ? written : written + (written < 50 ? 2000 : 1900)
        let (month, day, hour) = (try number(2), try number(2), try number(2))
        let (minute, second) = (try number(2), try number(2))
        guard
            let time = UTCTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { throw error(.value) }
        return time
    }
}
