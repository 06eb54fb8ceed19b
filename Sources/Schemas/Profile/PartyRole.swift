/// What a party is in the region: a care provider, a municipality. The names are the profile's.
public struct PartyRole: Hashable, Sendable {
    /// How many contactpersonen a party of this role appoints. Never more than two.
    public struct Contacts: Hashable, Sendable {
        public let least: Int
        /// Fewer than this is allowed, with a warning.
        public let advised: Int
        public let most: Int
    }

    public let name: String
    /// For people, in Dutch.
    public let title: String
    /// Whether a region has exactly one party of this role.
    public let isSingle: Bool
    public let contacts: Contacts
}
