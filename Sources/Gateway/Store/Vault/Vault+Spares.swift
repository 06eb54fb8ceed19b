internal import Envelope
internal import Synchronization

/// Keys that are made ahead: see ``SpareKey``.
extension Vault {
    /// What the message file remembers: a dossier that took a spare key.
    struct FreshKey {
        let dossier: UniqueID
        let spare: Int64
    }

    /// After a start: writes the lines again that a power cut took, and gives up the spare keys of earlier processes.
    func recover(_ fresh: [FreshKey]) throws(StoreError) {
        try locked { (connection) throws(StoreError) in
            let hasSpares = try hasSpares(connection)
            guard !fresh.isEmpty || hasSpares else { return }
            try flushed(connection) { () throws(StoreError) in
                for key in fresh { try recover(key, connection) }
                try connection.execute("DELETE FROM spare_key")
            }
        }
    }

    /// The last spare key that the message file need not remember any more; nil when nothing changed since this was asked.
    func takeSettled() -> Int64? {
        spares.withLock { spares in
            defer { spares.settled = nil }
            return spares.settled
        }
    }

    /// A spare key; nil in a process that has none.
    func takeSpare(_ connection: Connection) throws(StoreError) -> SpareKey? {
        guard makesAhead else { return nil }
        if spares.withLock({ $0.keys.isEmpty }) { try refill(connection) }
        return spares.withLock { $0.keys.popLast() }
    }

    /// What the message file was to remember of new keys may have been taken back.
    func doubt() {
        guard makesAhead, hasNewKeys.withLock(\.self) else { return }
        spares.withLock { $0.isUnsure = true }
    }

    /// Flushes keys that nothing remembers.
    func settle(_ connection: Connection) throws(StoreError) {
        if spares.withLock(\.isUnsure) { try refill(connection) }
    }

    /// Runs `body` in one transaction that is flushed.
    func flushed(_ connection: Connection, _ body: () throws(StoreError) -> Void) throws(StoreError) {
        // Compiled anew each time: SQLite carries this statement out when it is compiled.
        try connection.run(script: "PRAGMA synchronous = FULL")
        try connection.execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            try body()
            try connection.execute("COMMIT")
            if makesAhead { try connection.run(script: "PRAGMA synchronous = NORMAL") }
        } catch {
            if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
            throw error
        }
    }

    /// Makes the next batch. What was written so far in this group is committed with it.
    private func refill(_ connection: Connection) throws(StoreError) {
        try commit(connection)
        var made: [SpareKey] = []
        var settled: Int64?
        try flushed(connection) { () throws(StoreError) in
            settled =
                try connection.first("SELECT max(number) FROM spare_key") { (row) throws(StoreError) in
                    row.isNull(0) ? nil : row.integer(0)
                } ?? nil
            try connection.execute("DELETE FROM spare_key")
            for _ in 0..<SpareKeys.batch { made.append(try makeSpare(connection)) }
        }
        spares.withLock { $0 = SpareKeys(keys: made, settled: settled ?? $0.settled) }
    }

    private func makeSpare(_ connection: Connection) throws(StoreError) -> SpareKey {
        let key = try Self.newKey()
        let wrapped = try Self.crypto { () throws(CryptoError) in
            try nodeKey.wrap(key, context: Self.spareContext(store))
        }
        try connection.execute("INSERT INTO spare_key (wrapped) VALUES (?)", .bytes(wrapped))
        return SpareKey(number: connection.lastInsertedRow, key: key)
    }

    private func recover(_ fresh: FreshKey, _ connection: Connection) throws(StoreError) {
        let isThere = try connection.first(
            "SELECT 1 FROM dossier_key WHERE dossier = ?", .id(fresh.dossier)
        ) { (_) throws(StoreError) in true }
        guard isThere == nil else { return }
        let wrapped = try connection.first("SELECT wrapped FROM spare_key WHERE number = ?", .integer(fresh.spare)) {
            (row) throws(StoreError) in row.bytes(0)
        }
        guard let wrapped else { return }
        let key = try Self.crypto { () throws(CryptoError) in
            try nodeKey.unwrap(wrapped, context: Self.spareContext(store))
        }
        guard let key else { throw StoreError(.damaged, "key of dossier \(fresh.dossier)") }
        try insert(key, of: fresh.dossier, connection)
    }

    private static func spareContext(_ store: UniqueID) -> [UInt8] {
        var fields = SealedFields("weerthuis/spare/1")
        fields.append(store)
        return fields.bytes
    }

    private func hasSpares(_ connection: Connection) throws(StoreError) -> Bool {
        try connection.first("SELECT 1 FROM spare_key LIMIT 1") { (_) throws(StoreError) in true } ?? false
    }
}
