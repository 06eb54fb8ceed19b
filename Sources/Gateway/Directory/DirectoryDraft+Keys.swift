internal import Envelope
internal import Foundation
internal import Schemas

/// The changes of a party's people and keys that have a command of their own.
extension DirectoryDraft {
    /// How long the entry of a key that is gone stays, in seconds: so long its holder has time to see it and to destroy it.
    private static let afterlife: Int64 = 30 * 86_400

    /// Adds a key whose forerunners retire when it becomes active, and are gone after the overlap. A forerunner that would not
    /// be active before it never comes into use, and is left out; so is what has long been gone.
    ///
    /// - Parameters:
    ///   - holder: the contactpersoon's mail address; nil for the node.
    ///   - overlap: in seconds.
    mutating func rotate(
        to key: NewKey, holder: String?, of party: OIN, overlap: Int64, at now: UTCTime
    ) throws(DirectoryError) {
        try editKeys(holder, of: party) { keys in
            let kept = keys.compactMap { entry -> JSONTree? in
                guard let life = DraftKey(entry), life.use == key.use, life.isCurrent else { return entry }
                guard life.active < key.activeFrom else { return nil }
                return entry.with("retiring", .string(key.activeFrom.description))
                    .with("gone", .string(key.activeFrom.adding(seconds: overlap).description))
            }
            let lasting = kept.filter { entry in
                DraftKey(entry)?.gone.map { $0.adding(seconds: Self.afterlife) > now } ?? true
            }
            return lasting + [key.tree]
        }
    }

    /// Revokes keys of a holder.
    ///
    /// - Parameter uses: which of them.
    /// - Returns: how many were revoked now.
    @discardableResult
    mutating func revoke(
        _ uses: Set<KeyUse>, holder: String?, of party: OIN, at now: UTCTime
    ) throws(DirectoryError) -> Int {
        var count = 0
        try editKeys(holder, of: party) { keys in
            keys.map { entry in
                guard let key = DraftKey(entry), uses.contains(key.use), !key.isRevoked,
                    key.gone.map({ $0 > now }) ?? true
                else { return entry }
                count += 1
                return entry.with("revoked", .string(now.description))
            }
        }
        return count
    }

    /// A contactpersoon leaves: the signing keys count for nothing from now on; what was sealed to the others on the way here
    /// can still be opened during the overlap.
    mutating func depart(
        _ mail: String, of party: OIN, overlap: Int64, at now: UTCTime
    ) throws(DirectoryError) {
        try revoke([.signing], holder: mail, of: party, at: now)
        try editKeys(mail, of: party) { keys in
            keys.compactMap { entry in
                guard let key = DraftKey(entry), key.use == .encryption, key.isCurrent else { return entry }
                guard key.active < now else { return nil }
                return entry.with("retiring", .string(now.description))
                    .with("gone", .string(now.adding(seconds: overlap).description))
            }
        }
    }

    /// Says until when a party may have fewer contactpersonen than its role asks for; nil ends that.
    mutating func setVacancy(_ end: UTCTime?, of party: OIN) throws(DirectoryError) {
        try editParty(party) { entry throws(DirectoryError) in
            entry.with("vacancy", end.map { ["until": .string($0.description)] })
        }
    }

    private mutating func editKeys(
        _ holder: String?, of party: OIN, _ edit: ([JSONTree]) -> [JSONTree]
    ) throws(DirectoryError) {
        try editParty(party) { entry throws(DirectoryError) in
            guard let holder else {
                return entry.with("nodeKeys", .array(edit(entry.member("nodeKeys")?.elements ?? [])))
            }
            let people = entry.member("contactpersonen")?.elements ?? []
            guard let index = people.firstIndex(where: { Self.mail($0) == holder }) else {
                throw DirectoryError(
                    .missing, JSONPointer(tokens: ["parties"]), "party \(party) has no contactpersoon \(holder)")
            }
            var changed = people
            changed[index] = people[index].with("keys", .array(edit(people[index].member("keys")?.elements ?? [])))
            return entry.with("contactpersonen", .array(changed))
        }
    }

    mutating func editParty(
        _ oin: OIN, _ edit: (JSONTree) throws(DirectoryError) -> JSONTree
    ) throws(DirectoryError) {
        let parties = tree.member("parties")?.elements ?? []
        guard let index = parties.firstIndex(where: { $0.member("oin")?.text == oin.description }) else {
            throw Self.noParty(oin)
        }
        var changed = parties
        changed[index] = try edit(parties[index])
        set("parties", .array(changed))
    }

    private static func mail(_ person: JSONTree) -> String? {
        person.member("mail")?.text.flatMap { MailText.checked($0) }
    }
}

/// A key in a draft, as far as its dates go.
private struct DraftKey {
    let use: KeyUse
    let active: UTCTime
    let retiring: UTCTime?
    let gone: UTCTime?
    let isRevoked: Bool

    init?(_ entry: JSONTree) {
        guard let use = entry.member("use")?.text.flatMap({ KeyUse(rawValue: $0) }),
            let active = entry.member("active")?.text.flatMap({ UTCTime(rfc3339: $0) })
        else { return nil }
        self.use = use
        self.active = active
        retiring = entry.member("retiring")?.text.flatMap { UTCTime(rfc3339: $0) }
        gone = entry.member("gone")?.text.flatMap { UTCTime(rfc3339: $0) }
        isRevoked = entry.member("revoked") != nil
    }

    /// Whether no end of it is written down.
    var isCurrent: Bool { retiring == nil && gone == nil && !isRevoked }
}
