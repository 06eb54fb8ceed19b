/// Where messages for a party go.
public enum Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// An AS2 address: an absolute https URL without user, password or fragment.
    case https(String)
    /// A mail address, for S/MIME.
    case mail(String)

    private static let longest = 512

    /// Nil unless `text` is `https://…` or `mailto:…` of at most 512 bytes of visible ASCII.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        if text.hasPrefix("https://"), Self.isRemainder(text.dropFirst(8)) {
            self = .https(text)
        } else if text.hasPrefix("mailto:"), let address = MailText.checked(String(text.dropFirst(7))) {
            self = .mail(address)
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .https(let url): url
        case .mail(let address): "mailto:\(address)"
        }
    }

    /// Host, optional port, optional path and query (RFC 3986), without what has no business in an address book.
    private static func isRemainder(_ text: Substring) -> Bool {
        guard !text.contains(where: { "@#\"<>\\^`{|}".contains($0) }) else { return false }
        let authority = text.prefix { $0 != "/" && $0 != "?" }
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return false }
            let address = authority[..<end].dropFirst()
            return address.contains(":") && address.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
                && isPort(authority[end...].dropFirst())
        }
        let host = authority.prefix { $0 != ":" }
        return (1...253).contains(host.utf8.count) && isHost(host) && isPort(authority[host.endIndex...])
    }

    private static func isHost(_ host: Substring) -> Bool {
        host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }

    private static func isPort(_ text: Substring) -> Bool {
        guard let colon = text.first else { return true }
        let digits = text.dropFirst()
        guard colon == ":", (1...5).contains(digits.utf8.count), digits.allSatisfy(\.isNumber) else { return false }
        return UInt16(digits).map { $0 > 0 } ?? false
    }
}
