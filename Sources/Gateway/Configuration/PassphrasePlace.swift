/// Where the node's passphrase comes from.
enum PassphrasePlace: Hashable, Sendable {
    /// The absolute path of a file.
    case file(String)
    /// The name of a systemd credential.
    case credential(String)
    /// Typed at the start.
    case prompt

    /// The path, when it is in a file.
    var file: String? {
        guard case .file(let path) = self else { return nil }
        return path
    }
}
