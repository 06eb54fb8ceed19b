/// How envelopes to a party are encrypted (docs/wire.md). Chosen in the directory, never by a message.
public enum Suite: String, CaseIterable, Hashable, Sendable {
    /// AuthEnvelopedData with AES-256-GCM.
    case gcm
    /// EnvelopedData with AES-256-CBC, for partners whose software knows no AuthEnvelopedData.
    case cbc
}
