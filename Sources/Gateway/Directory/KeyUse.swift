/// What a key in the directory is for. Signing and encryption are separate keys.
public enum KeyUse: String, CaseIterable, Hashable, Sendable {
    case signing
    case encryption
}
