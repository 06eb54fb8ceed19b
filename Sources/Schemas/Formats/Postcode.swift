/// The Dutch postcode: format `nl-postcode`.
enum Postcode {
    /// Four digits of which the first is not 0, at most one space, and two capital letters other than SA, SD and SS,
    /// which are not given out: `1234 AB` or `1234AB`.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        let letters = text.has(" ", at: 4) ? 5 : 4
        guard text.count == letters + 2, let number = text.number(at: 0..<4), number >= 1000 else { return false }
        let (first, second) = (text[letters], text[letters + 1])
        guard first.isUppercaseLetter, second.isUppercaseLetter else { return false }
        let isWithheld = "ADS".utf8.contains(second)
        return first != UInt8(ascii: "S") || !isWithheld
    }
}
