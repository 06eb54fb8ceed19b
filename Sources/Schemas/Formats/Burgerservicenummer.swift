/// The citizen service number: format `bsn`.
enum Burgerservicenummer {
    /// Exactly nine ASCII digits, not all zero, whose weighted sum 9·d1 + 8·d2 + … + 2·d8 − d9 is divisible by 11
    /// (the elfproef). A number of eight digits is written with its leading zero.
    static func isValid(_ text: Span<UInt8>) -> Bool {
        guard text.count == 9 else { return false }
        var sum = 0
        var isZero = true
        for index in 0..<9 {
            guard text[index].isDigit else { return false }
            let digit = Int(text[index] - 0x30)
            isZero = isZero && digit == 0
            sum += index < 8 ? (9 - index) * digit : -digit
        }
        return !isZero && sum % 11 == 0
    }
}
