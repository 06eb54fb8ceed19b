public import Envelope

/// What changed from one edition to another.
public struct DirectoryDifference: Hashable, Sendable {
    /// A party whose entry changed.
    public struct Entry: Hashable, Sendable {
        public let oin: OIN
        /// The name in the newer edition; of a removed party the name in the older one.
        public let name: String
        /// In the order of the entry.
        public let changes: [PartyChange]
    }

    /// Parties of the older edition in their order, then those that were added.
    public let entries: [Entry]
    /// Whether anything differs that the edition says about the region: profile, keys, administrators, authorities, lists.
    public let isHeaderChanged: Bool

    public init(from old: Directory, to new: Directory) {
        let new = new.keepingListed(old)
        let known = old.parties.compactMap { Self.entry($0, new.party($0.oin)) }
        let added = new.parties.filter { old.party($0.oin) == nil }
        entries = known + added.map { Entry(oin: $0.oin, name: $0.name, changes: [.added]) }
        isHeaderChanged =
            old.header.region != new.header.region || old.header.profile != new.header.profile
            || old.header.freshnessKeys != new.header.freshnessKeys
            || old.header.administrators != new.header.administrators
            || old.header.authorities != new.header.authorities
            || old.header.revocationLists != new.header.revocationLists
            || old.header.checksRevocationAtUse != new.header.checksRevocationAtUse
    }

    private static func entry(_ old: Party, _ new: Party?) -> Entry? {
        let changes = changes(from: old, to: new)
        return changes.isEmpty ? nil : Entry(oin: old.oin, name: (new ?? old).name, changes: changes)
    }

    /// What changed in the entry of one party.
    public static func changes(of party: OIN, from old: Directory, to new: Directory) -> [PartyChange] {
        changes(from: old.party(party), to: new.keepingListed(old).party(party))
    }

    /// What changed in one party's entry; `nil` stands for no entry.
    public static func changes(from old: Party?, to new: Party?) -> [PartyChange] {
        guard let old else { return new == nil ? [] : [.added] }
        guard let new else { return [.removed] }
        guard old != new else { return [] }
        let fields: [(Bool, PartyChange)] = [
            (old.name == new.name, .name), (old.role == new.role, .role), (old.codes == new.codes, .codes),
            (old.kvk == new.kvk, .kvk), (old.endpoint == new.endpoint, .endpoint), (old.suite == new.suite, .suite),
            (old.allowances == new.allowances, .allowances), (old.vacancyUntil == new.vacancyUntil, .vacancy),
        ]
        return fields.filter { !$0.0 }.map(\.1) + keyChanges(nil, old.nodeKeys, new.nodeKeys) + people(old, new)
    }

    private static func people(_ old: Party, _ new: Party) -> [PartyChange] {
        let known = old.contactpersonen.flatMap { person -> [PartyChange] in
            guard let successor = new.contactpersoon(mail: person.mail) else {
                return [.contactpersoonRemoved(mail: person.mail)]
            }
            let renamed: [PartyChange] =
                person.name == successor.name ? [] : [.contactpersoonRenamed(mail: person.mail)]
            return renamed + keyChanges(person.mail, person.keys, successor.keys)
        }
        let added = new.contactpersonen.filter { old.contactpersoon(mail: $0.mail) == nil }.flatMap { person in
            [.contactpersoonAdded(mail: person.mail)] + keyChanges(person.mail, [], person.keys)
        }
        return known + added
    }

    private static func keyChanges(
        _ holder: PartyChange.Holder?, _ old: [DirectoryKey], _ new: [DirectoryKey]
    ) -> [PartyChange] {
        let known = old.compactMap { key -> PartyChange? in
            guard let successor = new.first(where: { $0.use == key.use && $0.certificate == key.certificate }) else {
                return .keyRemoved(holder: holder, key.use, key.certificate)
            }
            // When it was revoked matters to nobody: a revoked key never counts.
            guard successor != key else { return nil }
            switch (key.life.revokedAt, successor.life.revokedAt) {
            case (nil, nil): return .keyChanged(holder: holder, key.use, key.certificate)
            case (nil, _?): return .keyRevoked(holder: holder, key.use, key.certificate)
            case (_?, nil): return .keyReinstated(holder: holder, key.use, key.certificate)
            case (_?, _?): return nil
            }
        }
        let added = new.filter { key in !old.contains { $0.use == key.use && $0.certificate == key.certificate } }
        return known + added.map { .keyAdded(holder: holder, $0.use, $0.certificate) }
    }
}
