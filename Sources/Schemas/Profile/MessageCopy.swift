/// Which copy of a message is looked at, for fields that stand in some copies only.
public enum MessageCopy: Hashable, Sendable {
    /// As it was filled in: what the copies are made from, with every field that any of them needs.
    case filledIn
    /// As somebody received it: any of the copies.
    case received
    /// The copy for parties of this role.
    case forRole(String)
}
