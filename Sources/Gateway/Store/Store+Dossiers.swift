internal import Envelope

/// Dossiers: their parties, the receipt chains of their messages, and their end.
extension Store {
    /// Who is in a dossier; nil when this node does not know it.
    func parties(of dossier: UniqueID) throws(StoreError) -> DossierRecord? {
        try readers.read { (connection) throws(StoreError) in
            try DossierTable(connection: connection, safe: safe).parties(of: dossier)
        }
    }

    /// Keeps a step of the receipt chain with its message.
    func recordStep(
        _ step: ReceiptStep, of id: StoredMessageID, audit: [AuditRecord] = []
    ) async throws(StoreError) {
        let safe = safe
        try await writer.write(.other) { (connection) throws(StoreError) in
            let row = try MessageTable(connection: connection, safe: safe).row(id)
            try StepTable(connection: connection, safe: safe).add(step, to: row)
            try AuditTable(connection: connection).append(audit)
        }
    }

    /// The receipt chain of a message, in its order: stored, judged, opened, answered; each kind by time.
    func steps(of id: StoredMessageID) throws(StoreError) -> [ReceiptStep] {
        try readers.read { (connection) throws(StoreError) in
            let row = try MessageTable(connection: connection, safe: safe).row(id)
            return try StepTable(connection: connection, safe: safe).steps(of: row)
        }
    }

    /// Destroys the content of all messages of a dossier by destroying their keys. Ids, states and times stay.
    ///
    /// Backups of the messages are unreadable for this dossier from now on; the brief backups of the keys are not, until
    /// they are overwritten.
    ///
    /// - Throws: `damaged` when a message can't say under which key it stands; the others' keys are destroyed then. `busy` when
    ///   another process reads the key file, until it is asked again.
    func destroy(_ dossier: UniqueID, at time: UTCTime, audit: [AuditRecord]) async throws(StoreError) {
        try await writer.write(.other) { (connection) throws(StoreError) in
            try connection.execute(
                "INSERT INTO dossier_end VALUES (?, ?) ON CONFLICT DO NOTHING", SQLValue(dossier), SQLValue(time))
            try AuditTable(connection: connection).append(audit)
        }
        guard try destroyKeys(of: dossier, allMessages(of: dossier)) else {
            throw StoreError(.damaged, "dossier \(dossier)")
        }
    }

    /// The messages of a dossier; where a part of the file can't be read, those that its index leads to, and nil for the rest.
    private func allMessages(of dossier: UniqueID) throws(StoreError) -> [MessageRow?] {
        try readers.read { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            do throws(StoreError) { return try table.allRows(of: dossier) } catch {
                guard error.reason == .damaged else { throw error }
                return try table.rows(of: dossier) + [nil]
            }
        }
    }

    /// Destroys keys again that came back with an old key file, or that a crash left behind. Where they or the messages
    /// can't be read, the next start tries again.
    func finishDestruction() throws(StoreError) {
        let ended = try readers.read { (connection) throws(StoreError) in
            try connection.query("SELECT dossier FROM dossier_end") { (row) throws(StoreError) in try row.uniqueID(0) }
        }
        for dossier in ended {
            do throws(StoreError) {
                if let isDone = try? vault.isDestroyed(dossier), isDone { continue }
                let messages = try readers.read { (connection) throws(StoreError) in
                    try MessageTable(connection: connection, safe: safe).rows(of: dossier)
                }
                _ = try destroyKeys(of: dossier, messages)
            } catch {
                guard error.reason == .damaged else { throw error }
            }
        }
    }

    /// - Returns: whether each of the messages said which its key is, or that it is of another dossier.
    private func destroyKeys(of dossier: UniqueID, _ messages: [MessageRow?]) throws(StoreError) -> Bool {
        var keys: Set<UniqueID> = []
        var isWhole = true
        for message in messages {
            guard let message, try safe.isProved(message) else {
                isWhole = false
                continue
            }
            if message.dossier == dossier { keys.insert(message.keyID) }
        }
        try vault.destroy(dossier, keys: keys)
        return isWhole
    }
}
