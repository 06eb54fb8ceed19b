internal import Envelope
internal import Schemas

/// What a node does with its own keys when the directory changes or time passes: it takes certificates that arrived into use,
/// and destroys keys whose time is over.
struct OwnKeyCare: Sendable {
    let own: OIN
    /// The folder of the node's keys.
    let folder: String
    /// Writes to the audit log; true when it is on disk.
    let record: @Sendable ([AuditRecord]) async -> Bool
    /// Told when pairs came or went, so that the keys are read again.
    let onChange: @Sendable () -> Void

    /// - Parameter departed: own keys that no longer stand in the directory.
    /// - Returns: what happened, for the log and the audit log.
    func look(
        _ snapshot: DirectorySnapshot, departed: [DepartedKey] = [], at now: UTCTime
    ) async -> [DirectoryEvent] {
        let holders = snapshot.directory.party(own)?.holders ?? []
        let files = OwnKeyFiles(folder: folder)
        let installed = files.install(holders).map { pair in
            DirectoryEvent(
                .notice, "key-certified",
                "the certificate \(pair.certificate.auditName) of \(pair.holder) arrived for the key \(pair.name), public key "
                    + ((try? pair.certificate.publicKey.fingerprint()).map { Hexadecimal.text($0.bytes) } ?? "?"),
                edition: snapshot.edition, at: now)
        }
        var ended: [DirectoryEvent] = []
        let retention = snapshot.routing.profile.keyTerms.overlap
        for spent in files.spent(
            holders, departed: departed, retention: retention, at: now, proven: snapshot.provenTime)
        {
            ended.append(await end(spent, files, snapshot.edition, now))
        }
        if !installed.isEmpty || !ended.isEmpty { onChange() }
        return installed + ended
    }

    /// The log says first that a key is destroyed, and then it is: no key disappears without a trace.
    private func end(
        _ spent: OwnKeyFiles.Spent, _ files: OwnKeyFiles, _ edition: ChainReference, _ now: UTCTime
    ) async -> DirectoryEvent {
        let name = "the private key of \(spent.holder) with certificate \(spent.certificate.auditName)"
        let intent = DirectoryEvent(
            .notice, "key-ends", "\(name) is going to be destroyed: \(spent.why)", edition: edition, at: now)
        guard await record([intent.record]) else {
            return DirectoryEvent(
                .warning, "key-not-destroyed", "\(name) stays until the audit log can be written", edition: edition,
                at: now)
        }
        guard files.destroy(spent) else {
            return DirectoryEvent(
                .warning, "key-not-destroyed", "\(name) could not be destroyed; check the folder of the keys",
                edition: edition, at: now)
        }
        return DirectoryEvent(
            .notice, "key-destroyed", "\(name) was destroyed: \(spent.why)", edition: edition, at: now)
    }
}
