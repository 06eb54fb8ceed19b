internal import Envelope

/// The log inside a transaction of somebody else: what is recorded and its record come to disk together.
struct AuditTable {
    let connection: Connection

    private static let columns = """
        sequence, time, actor, action, party, message, dossier, result, detail, previous, hash
        """
    private static let insert = "INSERT INTO audit (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    /// Adds records at the end of the chain.
    func append(_ records: [AuditRecord]) throws(StoreError) {
        guard !records.isEmpty else { return }
        var last = try end()
        for record in records {
            let (sequence, hash) = last
            let entry = try Vault.crypto { () throws(CryptoError) in
                try AuditEntry(record, sequence: sequence + 1, previous: hash)
            }
            try insert(entry)
            last = (entry.sequence, entry.hash)
        }
        connection.notes.auditEnd = last
    }

    /// The last entry; nil in an empty log.
    func head() throws(StoreError) -> ChainReference? {
        let (sequence, hash) = try end()
        return sequence == 0 ? nil : ChainReference(sequence: sequence, hash: hash)
    }

    /// Entries in their order, at most `limit`.
    func entries(after sequence: UInt64, limit: Int) throws(StoreError) -> [AuditEntry] {
        try connection.query(
            "SELECT \(Self.columns) FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
            .integer(Int64(clamping: sequence)), SQLValue(limit), read: Self.entry)
    }

    /// Rows in their order, at most `limit`, also those that hold no entry any more.
    func places(after sequence: UInt64, limit: Int) throws(StoreError) -> [AuditPlace] {
        try connection.query(
            "SELECT \(Self.columns) FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
            .integer(Int64(clamping: sequence)), SQLValue(limit)
        ) { (row) throws(StoreError) in
            AuditPlace(sequence: UInt64(clamping: row.integer(0)), entry: try? Self.entry(row))
        }
    }

    /// Entries about a message, in their order.
    func entries(about message: UniqueID) throws(StoreError) -> [AuditEntry] {
        try connection.query(
            "SELECT \(Self.columns) FROM audit WHERE message = ? ORDER BY sequence", SQLValue(message),
            read: Self.entry)
    }

    /// Entries about keys and the directory whose detail has a text in it, in their order.
    func entries(mentioning text: String) throws(StoreError) -> [AuditEntry] {
        try connection.query(
            """
            SELECT \(Self.columns) FROM audit WHERE action IN ('directory', 'administer') AND instr(detail, ?) > 0
            ORDER BY sequence
            """, .text(text), read: Self.entry)
    }

    /// When the newest entry about a message names a key; nil when none does.
    func lastUse(ofKey name: String) throws(StoreError) -> UTCTime? {
        try connection.query(
            """
            SELECT \(Self.columns) FROM audit WHERE action NOT IN ('directory', 'administer') AND instr(detail, ?) > 0
            ORDER BY sequence DESC LIMIT 1
            """, .text(name), read: Self.entry
        ).first?.record.time
    }

    /// Entries about a dossier, in their order, at most `limit`.
    func entries(
        aboutDossier dossier: UniqueID, after sequence: UInt64, limit: Int
    ) throws(StoreError) -> [AuditEntry] {
        try connection.query(
            """
            SELECT \(Self.columns) FROM audit WHERE sequence IN (
                SELECT sequence FROM audit WHERE dossier = ? AND (message IS NULL OR result <> 'ok')
                UNION ALL
                SELECT audit.sequence FROM message JOIN audit ON audit.message = message.id
                WHERE message.dossier_number = \(DossierTable.numberOfID) AND audit.dossier = message.dossier
            ) AND sequence > ? ORDER BY sequence LIMIT ?
            """,
            SQLValue(dossier), SQLValue(dossier), .integer(Int64(clamping: sequence)), SQLValue(limit),
            read: Self.entry)
    }

    func add(_ checkpoint: AuditCheckpoint) throws(StoreError) {
        try connection.execute(
            "INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            .integer(Int64(clamping: checkpoint.reference.sequence)), .bytes(checkpoint.reference.hash),
            SQLValue(checkpoint.time), SQLValue(checkpoint.party), .bytes(checkpoint.signer),
            .bytes(checkpoint.signature))
    }

    /// Checkpoints in their order, from an entry on.
    func checkpoints(from sequence: UInt64 = 0, limit: Int) throws(StoreError) -> [AuditCheckpoint] {
        try connection.query(
            """
            SELECT sequence, hash, time, party, signer, signature FROM checkpoint
            WHERE sequence >= ? ORDER BY sequence LIMIT ?
            """, .integer(Int64(clamping: sequence)), SQLValue(limit), read: Self.checkpoint)
    }

    /// The last checkpoint's entry; 0 when there is none.
    func lastCheckpoint() throws(StoreError) -> UInt64 {
        try connection.first("SELECT max(sequence) FROM checkpoint") { (row) throws(StoreError) in
            UInt64(clamping: row.integer(0))
        } ?? 0
    }

    private func end() throws(StoreError) -> (sequence: UInt64, hash: [UInt8]) {
        if let end = connection.notes.auditEnd { return end }
        let last = try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            (row) throws(StoreError) in (UInt64(clamping: row.integer(0)), row.bytes(1))
        }
        return last ?? (0, AuditEntry.beginning)
    }

    private func insert(_ entry: AuditEntry) throws(StoreError) {
        let record = entry.record
        try connection.execute(
            Self.insert, .integer(Int64(clamping: entry.sequence)), SQLValue(record.time), .text(record.actor),
            .text(record.action.rawValue), SQLValue(record.party), SQLValue(record.message),
            SQLValue(record.dossier), .text(record.result), SQLValue(record.detail), .bytes(entry.previous),
            .bytes(entry.hash))
    }

    private static func entry(_ row: Row) throws(StoreError) -> AuditEntry {
        let record = AuditRecord(
            time: row.time(1), actor: try row.text(2),
            action: try row.value(3) { AuditAction(rawValue: $0) },
            party: try row.optionalValue(4) { OIN($0) },
            message: try row.optionalValue(5) { UniqueID($0) },
            dossier: try row.optionalValue(6) { UniqueID($0) },
            result: try row.text(7), detail: try row.optionalText(8))
        return AuditEntry(
            sequence: UInt64(clamping: row.integer(0)), record: record, previous: row.bytes(9), hash: row.bytes(10))
    }

    private static func checkpoint(_ row: Row) throws(StoreError) -> AuditCheckpoint {
        guard let reference = ChainReference(sequence: UInt64(clamping: row.integer(0)), hash: row.bytes(1)) else {
            throw StoreError(.damaged, "audit checkpoint \(row.integer(0))")
        }
        return AuditCheckpoint(
            reference: reference, time: row.time(2), party: try row.oin(3), signer: row.bytes(4),
            signature: row.bytes(5))
    }
}
