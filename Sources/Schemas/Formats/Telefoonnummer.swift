/// A telephone number as people write it: format `nl-telefoonnummer`.
enum Telefoonnummer {
    /// At most 25 bytes, either
    /// - national: ten digits, the first 0 and the second not 0, or
    /// - international: `+` or `00`, then 8 to 15 digits of which the first, in the country code, is not 0 (E.164).
    ///   Behind the Netherlands' 31 follow nine digits of which the first is not 0.
    ///
    /// Between two digits may stand one space, hyphen, dot or slash, or ` - `. The area code of a national number may
    /// stand in parentheses, and so may the 0 that is left out abroad: `058-1234567`, `(058) 123 45 67`, `0612345678`,
    /// `+31 6 12345678`, `+31 (0)6 12345678`, `0031612345678`, `+49 30 1234567`. Short service numbers are no number
    /// of a person and not accepted.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        var scan = TelefoonnummerScan()
        guard text.count <= 25, scan.read(text) else { return false }
        return scan.isInternational ? scan.isInternationalNumber : scan.isNationalNumber
    }
}
