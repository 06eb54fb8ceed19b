/// Where a key is in its life at one moment.
public enum KeyState: String, CaseIterable, Hashable, Sendable {
    /// Published, not used yet.
    case next
    /// Senders seal to it and its holder signs with it.
    case active
    /// Replaced: receivers still accept and decrypt, nobody seals to it.
    case retiring
    /// Its time is over; both private keys are destroyed.
    case gone
    /// Lost or stolen: refused from the moment a node reads it, whatever the other dates say.
    case revoked

    /// Whether a signature made with the key still counts.
    public var isAccepted: Bool { self == .active || self == .retiring }
}
