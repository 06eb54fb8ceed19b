internal import Envelope

/// A key of this node's own party that an edition no longer lists. Its private key is destroyed all the same, when what was sealed
/// to it before can no longer be on its way.
struct DepartedKey: Hashable, Sendable {
    /// SHA-256 of the public key.
    let publicKey: [UInt8]
    let holder: String
    /// When it may be destroyed.
    let end: UTCTime
    let why: String

    /// The keys that an edition takes out of the entry of a party.
    ///
    /// - Parameters:
    ///   - old: the entry before.
    ///   - new: the entry now; nil when the party left the directory.
    ///   - retention: how long a revoked key, or one that left before its overlap ended, is kept, in seconds.
    static func keys(from old: Party?, to new: Party?, retention: Int64, at now: UTCTime) -> [DepartedKey] {
        let listed = Set((new?.holders ?? []).compactMap { fingerprint($0.key) })
        var departed: [[UInt8]: DepartedKey] = [:]
        for (holder, key) in old?.holders ?? [] {
            guard let publicKey = fingerprint(key), !listed.contains(publicKey) else { continue }
            let (end, why) = end(key.life, retention, at: now)
            // One key may have been listed for both uses.
            if let other = departed[publicKey], other.end >= end { continue }
            departed[publicKey] = DepartedKey(
                publicKey: publicKey, holder: holder ?? "the node", end: end, why: why)
        }
        return departed.values.sorted { $0.end < $1.end }
    }

    private static func end(_ life: KeyLife, _ retention: Int64, at now: UTCTime) -> (UTCTime, String) {
        if let known = known(life, retention), known.time <= now { return (known.time, known.why) }
        let end = now.adding(seconds: retention)
        return (end, "its entry left the directory at \(now)")
    }

    /// When a listed key may be destroyed; nil while no end of it is known.
    static func known(_ life: KeyLife, _ retention: Int64) -> (time: UTCTime, why: String)? {
        if let revoked = life.revokedAt { return (revoked.adding(seconds: retention), "revoked at \(revoked)") }
        return life.goneFrom.map { ($0, "its overlap ended at \($0)") }
    }

    static func fingerprint(_ key: DirectoryKey) -> [UInt8]? {
        (try? key.certificate.certificate()).flatMap { try? $0.publicKey.fingerprint().bytes }
    }
}
