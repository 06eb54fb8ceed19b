/// Whose a key is.
public struct KeyOwner: Hashable, Sendable {
    public let party: Party
    /// Nil for a key of the party's node.
    public let contactpersoon: Contactpersoon?
    public let key: DirectoryKey
}
