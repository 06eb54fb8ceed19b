/// One response of an IMAP server: its text, and the literals that stand in it (RFC 3501 section 4.3).
struct IMAPLine: Hashable, Sendable {
    /// With a line end where a literal stood.
    var text = ""
    var literals: [[UInt8]] = []

    /// The number after a word such as `UID` or `UIDVALIDITY`; nil when it is not there.
    func number(after word: String) -> Int? {
        let words = text.uppercased().split { " ()[]\r\n".contains($0) }
        guard let place = words.firstIndex(of: Substring(word)), place + 1 < words.count else { return nil }
        return Int(words[place + 1])
    }

    /// The length that a literal at the end of a line announces; nil when there is none.
    static func literalLength(_ line: some StringProtocol) -> Int? {
        guard line.hasSuffix("}"), let open = line.lastIndex(of: "{") else { return nil }
        return Int(line[line.index(after: open)...].dropLast())
    }
}
