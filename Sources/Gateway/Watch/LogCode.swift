/// A text that has the form of a code, and therefore can't hold what a person wrote: letters, digits and `-/.`, at most 40,
/// with no more than five digits in a row.
struct LogCode: Hashable, Sendable {
    let text: String

    private static let longest = 40
    private static let mostDigits = 5

    init(_ text: String) { self.text = Self.isCode(text) ? text : "other" }

    init(_ texts: [String]) { text = texts.prefix(10).map { LogCode($0).text }.joined(separator: " ") }

    private static func isCode(_ text: String) -> Bool {
        guard (1...longest).contains(text.utf8.count) else { return false }
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F: digits = 0
            default: return false
            }
            guard digits <= mostDigits else { return false }
        }
        return true
    }
}
