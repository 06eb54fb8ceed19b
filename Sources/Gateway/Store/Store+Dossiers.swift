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

    /// Destroys the content of all messages of a dossier by destroying its key. Ids, states and times stay.
    ///
    /// Backups of the messages are unreadable for this dossier from now on; the brief backups of the keys are not, until
    /// they are overwritten.
    ///
    /// - Throws: `damaged` when a message can't say under which key it stands; all that can are destroyed then.
    func destroy(_ dossier: UniqueID, at time: UTCTime, audit: [AuditRecord]) async throws(StoreError) {
        try await writer.write(.other) { (connection) throws(StoreError) in
            try connection.execute(
                "INSERT INTO dossier_end VALUES (?, ?) ON CONFLICT DO NOTHING", SQLValue(dossier), SQLValue(time))
            try AuditTable(connection: connection).append(audit)
        }
        guard try destroyKeys(of: dossier) else { throw StoreError(.damaged, "dossier \(dossier)") }
    }

    /// Destroys keys again that came back with an old key file, or that a crash left behind.
    func finishDestruction() throws(StoreError) {
        let ended = try readers.read { (connection) throws(StoreError) in
            try connection.query("SELECT dossier FROM dossier_end") { (row) throws(StoreError) in try row.uniqueID(0) }
        }
        for dossier in ended { _ = try destroyKeys(of: dossier) }
    }

    /// - Returns: whether these were the keys of all its messages.
    private func destroyKeys(of dossier: UniqueID) throws(StoreError) -> Bool {
        let messages = try readers.read { (connection) throws(StoreError) in
            try MessageTable(connection: connection, safe: safe).rows(of: dossier)
        }
        var keys: Set<UniqueID> = []
        for case .some(let message) in messages where try safe.isProved(message) { keys.insert(message.keyID) }
        for key in keys where try vault.holds(key) { try vault.destroy(key) }
        return messages.allSatisfy { message in message.map { keys.contains($0.keyID) } ?? false }
    }
}
