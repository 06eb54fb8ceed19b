/// One pass over a telephone number: its form, the number of its digits and the first of them.
struct TelefoonnummerScan {
    /// Whether the number starts with `+` or `00`, which are not counted as digits.
    private(set) var isInternational = false
    private var digitCount = 0
    /// The first four digits as a number: enough for a country code and one digit more.
    private var lead = 0
    private var hasParentheses = false

    var isNationalNumber: Bool {
        digitCount == 10 && (100...999).contains(lead)
    }

    var isInternationalNumber: Bool {
        guard (8...15).contains(digitCount), lead >= 1000 else { return false }
        guard lead / 100 == 31 else { return true }
        return digitCount == 11 && lead / 10 % 10 != 0
    }

    /// False when the text has anything but digits, separators between them and one pair of parentheses.
    mutating func read(_ text: Span<UInt8>) -> Bool {
        var position = 0
        if text.has("+", at: 0) {
            (isInternational, position) = (true, 1)
        } else if text.has("0", at: 0), text.has("0", at: 1) {
            (isInternational, position) = (true, 2)
        }
        while position < text.count {
            if text[position].isDigit {
                append(text[position])
                position += 1
            } else if text.has("(", at: position) {
                guard readParentheses(text, at: &position) else { return false }
            } else {
                guard skipSeparator(text, at: &position) else { return false }
            }
        }
        return digitCount > 0 && text[text.count - 1].isDigit
    }

    private mutating func append(_ digit: UInt8) {
        if digitCount < 4 { lead = lead * 10 + Int(digit - 0x30) }
        digitCount += 1
    }

    /// `(0)` behind a country code, which doesn't count, or a national area code at the start.
    private mutating func readParentheses(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard !hasParentheses, isInternational ? digitCount > 0 : digitCount == 0 else { return false }
        let end = text.endOfDigits(from: position + 1)
        guard text.has(")", at: end), end > position + 1 else { return false }
        hasParentheses = true
        if isInternational {
            guard end == position + 2, text.has("0", at: position + 1) else { return false }
        } else {
            for index in (position + 1)..<end { append(text[index]) }
        }
        position = end + 1
        return true
    }

    /// One separator behind a digit or a parenthesis; what follows must be a digit or a parenthesis.
    private func skipSeparator(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard position > 0, text[position - 1].isDigit || text.has(")", at: position - 1) else { return false }
        let isSpacedHyphen =
            text.has(" ", at: position) && text.has("-", at: position + 1) && text.has(" ", at: position + 2)
        guard isSpacedHyphen || " -./".utf8.contains(text[position]) else { return false }
        position += isSpacedHyphen ? 3 : 1
        guard position < text.count else { return false }
        return text[position].isDigit || text.has("(", at: position)
    }
}
