internal import Envelope

/// What a node does with its own keys when the directory changes or time passes: it takes certificates that arrived into use,
/// and destroys keys whose time is over.
struct OwnKeyCare: Sendable {
    /// How long a revoked key is kept, in seconds.
    static let retention: Int64 = 14 * 86_400

    let own: OIN
    /// The folder of the node's keys.
    let folder: String
    /// Told when pairs came or went, so that the keys are read again.
    let onChange: @Sendable () -> Void

    /// - Returns: what happened, for the log and the audit log.
    func look(_ snapshot: DirectorySnapshot, at now: UTCTime) -> [DirectoryEvent] {
        guard let party = snapshot.directory.party(own) else { return [] }
        let files = OwnKeyFiles(folder: folder)
        let installed = files.install(party).map { name in
            DirectoryEvent(
                .notice, "key-certified",
                "the certificate of the key \(name) arrived with edition \(snapshot.edition.sequence)",
                edition: snapshot.edition, at: now)
        }
        let destroyed = files.destroySpent(party, retention: Self.retention, at: now).map { spent in
            DirectoryEvent(
                .notice, "key-destroyed",
                "the private key of \(spent.holder) with certificate \(spent.certificate.fingerprint) was destroyed: \(spent.why)",
                edition: snapshot.edition, at: now)
        }
        if !installed.isEmpty || !destroyed.isEmpty { onChange() }
        return installed + destroyed
    }

    /// What both contactpersonen are to know before it happens, and what ends soon.
    static func notices(_ own: OIN, _ snapshot: DirectorySnapshot, at now: UTCTime) -> [String] {
        guard let party = snapshot.directory.party(own) else { return [] }
        return party.holders.flatMap { holder, key -> [String] in
            let who = "the \(key.use.rawValue) key of \(holder ?? "the node")"
            switch key.life.state(at: now) {
            case .next:
                return [
                    "\(who) is replaced by a new one at \(key.life.activeFrom); if nobody of your party asked for that, call the "
                        + "administrator now"
                ]
            case .active where key.life.retiringFrom == nil:
                let end = (try? key.certificate.certificate())?.validity.notAfter
                let warning = end.flatMap { ExpiryWarning("the certificate of \(who)", until: $0, now) }
                return warning.map { ["\($0.sentence); make a new one with weerthuis keys rotate"] } ?? []
            default: return []
            }
        }
    }
}
