/// An organisation's number: 20 digits (Logius, OIN-stelsel). Prefix 00000099 is free for tests.
public struct OIN: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil unless `text` is 20 ASCII digits.
    public init?(_ text: String) {
        guard text.utf8.count == 20, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        description = text
    }

    /// Nil unless `text` is 20 ASCII digits.
    public init?(_ text: Substring) { self.init(String(text)) }
}
