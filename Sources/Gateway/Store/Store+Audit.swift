internal import Envelope

/// The audit log.
extension Store {
    /// The last entry that is committed; nil in an empty log.
    func auditHead() throws(StoreError) -> ChainReference? {
        try readers.read { (connection) throws(StoreError) in try AuditTable(connection: connection).head() }
    }

    /// The last entry that this process wrote; without one, the last of all. What another process adds meanwhile may come after it.
    func knownAuditHead() throws(StoreError) -> ChainReference? {
        guard let (sequence, hash) = writer.auditEnd else { return try auditHead() }
        return ChainReference(sequence: sequence, hash: hash)
    }

    /// Entries in their order.
    ///
    /// - Parameter limit: at most so many; ask again after the last one for more.
    func auditEntries(after sequence: UInt64 = 0, limit: Int = 1_000) throws(StoreError) -> [AuditEntry] {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).entries(after: sequence, limit: limit)
        }
    }

    /// Everything that was recorded about one message.
    func auditEntries(about message: UniqueID) throws(StoreError) -> [AuditEntry] {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).entries(about: message)
        }
    }

    /// What was recorded about a key: entries about keys and the directory whose detail names it. Reads the whole log.
    func auditEntries(mentioning text: String) throws(StoreError) -> [AuditEntry] {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).entries(mentioning: text)
        }
    }

    /// When a message was last sealed to, opened with or signed with a key, by the log.
    ///
    /// - Parameter name: the SHA-256 of its certificate, 64 hexadecimal digits.
    func lastUse(ofKey name: String) throws(StoreError) -> UTCTime? {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).lastUse(ofKey: name)
        }
    }

    /// What was recorded about a dossier: who did what when (NEN 7513).
    func auditEntries(
        aboutDossier dossier: UniqueID, after sequence: UInt64 = 0, limit: Int = 1_000
    ) throws(StoreError) -> [AuditEntry] {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).entries(aboutDossier: dossier, after: sequence, limit: limit)
        }
    }

    /// Signed checkpoints in their order, from an entry on.
    func checkpoints(from sequence: UInt64 = 0, limit: Int = 1_000) throws(StoreError) -> [AuditCheckpoint] {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).checkpoints(from: sequence, limit: limit)
        }
    }

    /// Signs the state of the log, when it has entries that no checkpoint covers yet.
    ///
    /// - Returns: nil when there was nothing to sign.
    @discardableResult
    func signCheckpoint(
        at time: UTCTime, party: OIN, with key: any SigningKey
    ) async throws(StoreError) -> AuditCheckpoint? {
        let (head, last) = try readers.read { (connection) throws(StoreError) in
            let table = AuditTable(connection: connection)
            return (try table.head(), try table.lastCheckpoint())
        }
        guard let head, head.sequence > last else { return nil }
        let checkpoint: AuditCheckpoint
        do throws(KeyError) {
            checkpoint = try AuditCheckpoint(signing: head, at: time, party: party, with: key)
        } catch {
            throw StoreError(.crypto(error.description), "audit checkpoint")
        }
        try await writer.write(.other) { (connection) throws(StoreError) in
            try AuditTable(connection: connection).add(checkpoint)
        }
        return checkpoint
    }

    /// Checks the whole log: its chain, its signed checkpoints, and what others hold of it.
    ///
    /// - Parameters:
    ///   - keys: the public keys of this party's node certificates, old ones too.
    ///   - witnesses: references from receipts that partners hold.
    ///   - progress: called now and then with the number of entries read.
    func verifyAudit(
        signedBy keys: [PublicKey], witnesses: [AuditWitness] = [], progress: (UInt64) -> Void = { _ in }
    ) throws(StoreError) -> AuditReport {
        let checkpoints = try allCheckpoints()
        let own = checkpoints.map { AuditWitness(reference: $0.reference, holder: "the checkpoint of \($0.time)") }
        var verifier = AuditVerifier(witnesses: witnesses + own)
        var last: UInt64 = 0
        while case let places = try auditPlaces(after: last), let end = places.last {
            do throws(CryptoError) { for place in places { try verifier.check(place) } } catch {
                throw StoreError(.crypto(error.description), "audit log")
            }
            last = end.sequence
            progress(last)
        }
        do throws(KeyError) {
            for checkpoint in checkpoints { try verifier.check(checkpoint, signedBy: keys) }
        } catch {
            throw StoreError(.crypto(error.description), "audit log")
        }
        return verifier.finish()
    }

    private func auditPlaces(after sequence: UInt64) throws(StoreError) -> [AuditPlace] {
        try readers.read { (connection) throws(StoreError) in
            try AuditTable(connection: connection).places(after: sequence, limit: 1_000)
        }
    }

    private func allCheckpoints() throws(StoreError) -> [AuditCheckpoint] {
        var all: [AuditCheckpoint] = []
        while case let page = try checkpoints(from: (all.last?.reference.sequence ?? 0) + 1), !page.isEmpty {
            all += page
        }
        return all
    }
}
