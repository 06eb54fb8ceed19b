internal import Envelope

/// The Message-ID of a message on AS2, `<uuid@oin.weerthuis.nl>`: the same at every attempt, so that a receiver knows a repeat.
struct AS2MessageID: Hashable, Sendable, CustomStringConvertible {
    let message: UniqueID
    let sender: OIN

    init(message: UniqueID, sender: OIN) {
        self.message = message
        self.sender = sender
    }

    /// Nil unless `text` has exactly the form above, with its angle brackets.
    init?(_ text: String) {
        guard text.utf8.count <= 100, text.hasPrefix("<"), text.hasSuffix(Self.ending) else { return nil }
        let parts = text.dropFirst().dropLast(Self.ending.count).split(
            separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let message = UniqueID(String(parts[0])), let sender = OIN(parts[1]) else { return nil }
        self.init(message: message, sender: sender)
    }

    var description: String { "<\(message)@\(sender)\(Self.ending)" }

    private static let ending = ".weerthuis.nl>"
}
