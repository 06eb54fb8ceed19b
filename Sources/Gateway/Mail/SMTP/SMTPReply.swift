/// What an SMTP server answered to a command (RFC 5321 section 4.2), kept without what could name a person.
struct SMTPReply: Hashable, Sendable {
    /// Three digits; 0 when it did not answer.
    let code: Int
    private let lines: [String]
    private let addresses: [String]

    private static let longest = 200
    /// The server asks for the mail.
    static let goAhead = 354
    /// It ends the connection.
    static let closing = 421
    /// It said nothing.
    static let none = SMTPReply(lines: [], leavingOut: [])

    /// - Parameters:
    ///   - lines: of one reply, each with its code.
    ///   - addresses: whose local parts are left out, also where they stand alone.
    init(lines: [String], leavingOut addresses: [String]) {
        code = lines.last.flatMap { Int($0.prefix(3)) } ?? 0
        self.lines = lines
        self.addresses = addresses
    }

    /// At most 200 characters; mail addresses are left out.
    var text: String { Self.neutral(lines.map { $0.dropFirst(4) }.joined(separator: " "), addresses) }

    /// Whether it is as was asked (2yz).
    var isPositive: Bool { (200..<300).contains(code) }

    /// Whether the server may take the mail later (4yz).
    var isTemporary: Bool { (400..<500).contains(code) }

    /// Whether it will never take it as it is (5yz).
    var isFinal: Bool { (500..<600).contains(code) }

    /// For a person, such as `550 5.1.1 no such user`.
    var shown: String { text.isEmpty ? "\(code)" : "\(code) \(text)" }

    /// Words of visible ASCII, without those that hold an address or the local part of one.
    static func neutral(_ text: some StringProtocol, _ addresses: [String]) -> String {
        let names = addresses.compactMap { $0.split(separator: "@").first?.lowercased() }
        let words = text.split { $0 == " " || $0 == "\t" || $0.isNewline }.map { word in
            let lowered = word.lowercased()
            let isNaming = word.contains("@") || names.contains { !$0.isEmpty && lowered.contains($0) }
            return isNaming ? "[adres]" : visible(word)
        }
        return String(words.joined(separator: " ").prefix(longest))
    }

    private static func visible(_ word: some StringProtocol) -> String {
        String(decoding: word.utf8.filter { (0x21...0x7E).contains($0) }, as: UTF8.self)
    }
}
