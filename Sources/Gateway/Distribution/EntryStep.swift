internal import Envelope

/// What an edition makes of the node's own entry, to be compared with what its party asked for.
struct EntryStep: Sendable {
    let edition: ChainReference
    let old: Party?
    let new: Party?
    let changes: [PartyChange]

    /// Whether a change is about a key that counts for nothing, before and after it.
    func isHarmless(_ change: PartyChange, at now: UTCTime) -> Bool {
        switch change {
        case .keyRemoved(let holder, let use, let certificate):
            let state = Self.key(of: holder, use, certificate, in: old)?.life.state(at: now)
            return state == .gone || state == .revoked
        // An authority's list leaves out what has expired.
        case .keyReinstated(let holder, let use, let certificate):
            guard let key = Self.key(of: holder, use, certificate, in: new) else { return false }
            let end = try? certificate.certificate().validity.notAfter
            return key.life.state(at: now) == .gone || end.map { $0 < now } ?? false
        default: return false
        }
    }

    /// Whether `change` is what somebody had in mind who asked for `wish`.
    func isMeant(_ change: PartyChange, by wish: AskedChange) -> Bool {
        switch wish {
        case .edition(let agreed): agreed == edition
        case .member(let name): name == change.member || (name == "suite" && isOtherSuite(change))
        case .contactpersoon(let mail):
            change == .contactpersoonAdded(mail: mail) || change == .contactpersoonRenamed(mail: mail)
                || (change == .vacancy && new?.vacancyUntil == nil)
        case .departure(let mail): isDeparture(change, mail)
        case .key(let holder, let use, let publicKey): isKey(change, holder, use, publicKey)
        case .revocation(let holder, let publicKey):
            if case .keyRevoked(let owner, _, let certificate) = change {
                owner == holder && Self.fingerprint(certificate) == publicKey
            } else {
                false
            }
        }
    }

    /// The person goes with all keys, or stays on the list while they come to their end.
    private func isDeparture(_ change: PartyChange, _ mail: String) -> Bool {
        switch change {
        case .contactpersoonRemoved(let leaving): leaving == mail
        case .keyRevoked(let holder, _, _), .keyRemoved(let holder, _, _): holder == mail
        case .keyChanged(let holder, let use, let certificate):
            holder == mail && end(of: holder, use, certificate) != nil
        // A day that was set is not put off by it.
        case .vacancy: old?.vacancyUntil == nil || new?.vacancyUntil == nil
        default: false
        }
    }

    /// A new key, and the end of the one that it replaces: retiring when the new one starts.
    private func isKey(_ change: PartyChange, _ holder: String?, _ use: KeyUse, _ publicKey: [UInt8]) -> Bool {
        switch change {
        case .keyAdded(let owner, let addedUse, let certificate):
            return owner == holder && addedUse == use && Self.fingerprint(certificate) == publicKey
        case .keyChanged(let owner, let changedUse, let certificate):
            guard owner == holder, changedUse == use, let end = end(of: holder, use, certificate) else { return false }
            let start = Self.keys(of: holder, use, in: new).first { Self.fingerprint($0.certificate) == publicKey }
            return start?.life.activeFrom == end && start?.certificate != certificate
        default: return false
        }
    }

    /// When a key starts retiring by a change that does nothing but bring its end nearer; nil for any other change.
    private func end(of holder: String?, _ use: KeyUse, _ certificate: LazyCertificate) -> UTCTime? {
        guard let before = Self.key(of: holder, use, certificate, in: old),
            let after = Self.key(of: holder, use, certificate, in: new), before.suite == after.suite,
            before.life.activeFrom == after.life.activeFrom, before.life.revokedAt == nil,
            let retiring = after.life.retiringFrom, let gone = after.life.goneFrom
        else { return nil }
        let longest = PartyReview.overlapDays.upperBound * 86_400
        let isNearer = retiring <= before.life.retiringFrom ?? retiring && gone <= before.life.goneFrom ?? gone
        return isNearer && gone <= retiring.adding(seconds: longest) ? retiring : nil
    }

    /// Whether a key's suite changed because that of its party did, and nothing else of it.
    private func isOtherSuite(_ change: PartyChange) -> Bool {
        guard case .keyChanged(let holder, let use, let certificate) = change,
            let before = Self.key(of: holder, use, certificate, in: old),
            let after = Self.key(of: holder, use, certificate, in: new)
        else { return false }
        return before.life == after.life && before.suite == old?.suite && after.suite == new?.suite
    }

    private static func keys(of holder: String?, _ use: KeyUse, in party: Party?) -> [DirectoryKey] {
        let keys = holder.map { party?.contactpersoon(mail: $0)?.keys ?? [] } ?? party?.nodeKeys ?? []
        return keys.filter { $0.use == use }
    }

    private static func key(
        of holder: String?, _ use: KeyUse, _ certificate: LazyCertificate, in party: Party?
    ) -> DirectoryKey? {
        keys(of: holder, use, in: party).first { $0.certificate == certificate }
    }

    private static func fingerprint(_ certificate: LazyCertificate) -> [UInt8]? {
        (try? certificate.certificate()).flatMap { try? $0.publicKey.fingerprint().bytes }
    }
}
