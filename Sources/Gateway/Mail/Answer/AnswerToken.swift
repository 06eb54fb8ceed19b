internal import Envelope

/// What proves that an answer is to a message of ours: its number, and a digest of its content, which only who could open it
/// knows.
struct AnswerToken: Hashable, Sendable, CustomStringConvertible {
    let message: UniqueID
    private let digest: String

    private static let idLength = 36
    /// So many that a line with the token is not broken by mail programs.
    private static let digits = 16

    init(of delivery: StoredDelivery) {
        message = delivery.id.message
        let bytes = (try? Digest(.sha256, of: Array("weerthuis/antwoord/1\n".utf8) + delivery.content))?.bytes ?? []
        digest = String(Hexadecimal.text(bytes).prefix(Self.digits))
    }

    /// Nil unless `text` has exactly the form of ``description``; the case of letters does not count.
    init?(_ text: String) {
        let text = text.lowercased()
        guard text.utf8.count == Self.idLength + 1 + Self.digits,
            let message = UniqueID(String(text.prefix(Self.idLength)))
        else { return nil }
        let rest = text.dropFirst(Self.idLength)
        guard rest.hasPrefix("-"), rest.dropFirst().allSatisfy(\.isHexDigit) else { return nil }
        self.message = message
        digest = String(rest.dropFirst())
    }

    var description: String { "\(message)-\(digest)" }
}
