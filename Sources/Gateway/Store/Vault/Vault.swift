internal import Envelope
internal import Synchronization

/// The key file: the node's storage key under the passphrase, and the dossiers' keys under the node's.
///
/// A dossier's key is on disk before the first message that needs it; a key without a message does no harm. How that goes
/// without a flush for each new dossier, ``SpareKey`` says.
final class Vault: Sendable {
    /// The passphrase that protects a store, with the cost of trying one.
    struct Access: ~Copyable {
        let passphrase: Passphrase
        /// PBKDF2 rounds of a new store; an existing one says itself.
        let rounds: Int

        init(_ passphrase: consuming Passphrase, rounds: Int = StorageKey.rounds) {
            self.passphrase = passphrase
            self.rounds = rounds
        }
    }

    private static let acceptedRounds: ClosedRange<Int64> = 1_000...10_000_000

    /// Which store this is; the message file says the same.
    let store: UniqueID
    /// Proves rows and wraps the dossiers' keys.
    let nodeKey: StorageKey
    let path: String
    private let connection: Mutex<Connection>
    /// Whether this is the node's own process, which makes keys ahead.
    let makesAhead: Bool
    let spares = Mutex(SpareKeys())
    /// Whether keys were made since the last flush. A failing disk makes SQLite take back a transaction by itself; the keys
    /// are gone then, and messages under them must not be committed.
    let hasNewKeys = Mutex(false)

    /// Opens the key file, or makes it with a fresh storage key.
    ///
    /// - Parameter makesAhead: for the one process that works with the store all the time.
    /// - Throws: `wrongPassphrase`, `newerVersion`, `foreign`, and what the disk says.
    init(path: String, access: borrowing Access, makesAhead: Bool = false) throws(StoreError) {
        let connection = try Connection(path: path, mode: .create)
        try VaultSchema.migrations.apply(to: connection)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA secure_delete = ON")
        if try !Self.isFilled(connection) { try Self.fill(connection, access) }
        (store, nodeKey) = try Self.unlock(connection, access)
        self.path = path
        self.makesAhead = makesAhead
        try connection.execute("PRAGMA synchronous = \(makesAhead ? "NORMAL" : "FULL")")
        self.connection = Mutex(connection)
    }

    /// The key of a dossier.
    ///
    /// - Throws: `destroyed`, `keyMissing`, or `damaged`.
    func key(of dossier: UniqueID) throws(StoreError) -> StorageKey {
        try locked { (connection) throws(StoreError) in
            guard let key = try find(dossier, connection) else { throw StoreError(.keyMissing, "dossier \(dossier)") }
            return key
        }
    }

    /// The key of a dossier, made when there is none. A new one is in the file after ``flush()`` only.
    ///
    /// - Returns: also the number of the spare key that it was; the message file must remember that in the same transaction.
    func makeKey(of dossier: UniqueID) throws(StoreError) -> (key: StorageKey, spare: Int64?) {
        try locked { (connection) throws(StoreError) in
            try settle(connection)
            if let key = try find(dossier, connection) { return (key, nil) }
            let spare = try takeSpare(connection)
            if try begin(connection), let key = try find(dossier, connection) { return (key, nil) }
            let key = if let spare { spare.key } else { try Self.newKey() }
            try insert(key, of: dossier, connection)
            hasNewKeys.withLock { $0 = true }
            return (key, spare?.number)
        }
    }

    /// - Returns: whether it began only now, so that what was read before may have changed.
    private func begin(_ connection: Connection) throws(StoreError) -> Bool {
        guard !connection.isInTransaction else { return false }
        spares.withLock { $0.isWritten = false }
        try connection.execute("BEGIN IMMEDIATE")
        return true
    }

    func insert(_ key: StorageKey, of dossier: UniqueID, _ connection: Connection) throws(StoreError) {
        let wrapped = try Self.crypto { () throws(CryptoError) in
            try nodeKey.wrap(key, context: Self.context(store, dossier))
        }
        try connection.execute("INSERT INTO dossier_key VALUES (?, ?)", .id(dossier), .bytes(wrapped))
    }

    static func newKey() throws(StoreError) -> StorageKey {
        try crypto { () throws(CryptoError) in try StorageKey() }
    }

    /// Nothing can be looked up from then on.
    func close() { connection.withLock { $0.close() } }

    func hasKey(of dossier: UniqueID) throws(StoreError) -> Bool {
        try locked { (connection) throws(StoreError) in
            try connection.first(
                "SELECT 1 FROM dossier_key WHERE dossier = ? AND wrapped IS NOT NULL", .id(dossier)
            ) { (_) throws(StoreError) in true } ?? false
        }
    }

    /// Brings new keys into the file, and to disk unless they were spare ones. Called before the messages that need them are
    /// committed.
    ///
    /// - Throws: also when keys that were made are not there any more, because the disk failed in between.
    func flush() throws(StoreError) {
        try locked { (connection) throws(StoreError) in try commit(connection) }
    }

    func commit(_ connection: Connection) throws(StoreError) {
        let isPending = hasNewKeys.withLock { pending in
            defer { pending = false }
            return pending
        }
        guard connection.isInTransaction else {
            if isPending { throw StoreError(.unreachable("the disk took back new keys"), path) }
            return
        }
        do throws(StoreError) { try connection.execute("COMMIT") } catch {
            if connection.isInTransaction { _ = try? connection.execute("ROLLBACK") }
            throw error
        }
        spares.withLock { $0.isWritten = true }
    }

    /// Gives up new keys: the messages that need them were not committed.
    func discard() {
        connection.withLock { connection in
            hasNewKeys.withLock { $0 = false }
            if connection.isInTransaction {
                _ = try? connection.execute("ROLLBACK")
            } else {
                spares.withLock { $0.isUnsure = makesAhead && $0.isWritten }
            }
        }
    }

    /// Destroys the key of a dossier, and what is left of it in the file and its journal.
    ///
    /// - Parameter spare: which spare key it was, if that may still be in the file.
    /// - Throws: `busy` when another process still reads the journal: the key is gone then, its trace not yet.
    func destroy(_ dossier: UniqueID, spare: Int64?) throws(StoreError) {
        try flush()
        try locked { (connection) throws(StoreError) in
            try flushed(connection) { () throws(StoreError) in
                if let spare {
                    try connection.execute("DELETE FROM spare_key WHERE number = ?", .integer(spare))
                }
                try connection.execute(
                    "INSERT INTO dossier_key VALUES (?, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL",
                    .id(dossier))
            }
            let isBusy = try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { (row) throws(StoreError) in
                row.integer(0) != 0
            }
            guard isBusy == false else { throw StoreError(.busy, path) }
        }
    }

    func locked<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        let result = connection.withLock { connection -> Result<Value, StoreError> in
            do throws(StoreError) { return .success(try body(connection)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    func find(_ dossier: UniqueID, _ connection: Connection) throws(StoreError) -> StorageKey? {
        let wrapped = try connection.first("SELECT wrapped FROM dossier_key WHERE dossier = ?", .id(dossier)) {
            (row) throws(StoreError) in
            guard !row.isNull(0) else { throw StoreError(.destroyed, "dossier \(dossier)") }
            return row.bytes(0)
        }
        guard let wrapped else { return nil }
        let key = try Self.crypto { () throws(CryptoError) in
            try nodeKey.unwrap(wrapped, context: Self.context(store, dossier))
        }
        guard let key else { throw StoreError(.damaged, "key of dossier \(dossier)") }
        return key
    }
}

extension Vault {
    private static func isFilled(_ connection: Connection) throws(StoreError) -> Bool {
        try connection.first("SELECT 1 FROM vault") { (_) throws(StoreError) in true } ?? false
    }

    private static func fill(_ connection: Connection, _ access: borrowing Access) throws(StoreError) {
        let store = UniqueID.random()
        let salt = try crypto { () throws(CryptoError) in try StorageKey.salt() }
        let outer = try derive(access, salt: salt, rounds: access.rounds)
        let wrapped = try crypto { () throws(CryptoError) in
            try outer.wrap(try StorageKey(), context: context(store, nil))
        }
        try connection.execute(
            "INSERT INTO vault VALUES (1, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            .id(store), .bytes(salt), SQLValue(access.rounds), .bytes(wrapped))
    }

    private static func unlock(
        _ connection: Connection, _ access: borrowing Access
    ) throws(StoreError) -> (UniqueID, StorageKey) {
        let found = try connection.first("SELECT store, salt, rounds, node_key FROM vault") {
            (row) throws(StoreError) in
            (store: try row.uniqueID(0), salt: row.bytes(1), rounds: row.integer(2), wrapped: row.bytes(3))
        }
        guard let found, acceptedRounds.contains(found.rounds), (16...64).contains(found.salt.count) else {
            throw StoreError(.damaged, connection.path)
        }
        let outer = try derive(access, salt: found.salt, rounds: Int(found.rounds))
        let key = try crypto { () throws(CryptoError) in
            try outer.unwrap(found.wrapped, context: context(found.store, nil))
        }
        guard let key else { throw StoreError(.wrongPassphrase, connection.path) }
        return (found.store, key)
    }

    private static func derive(
        _ access: borrowing Access, salt: [UInt8], rounds: Int
    ) throws(StoreError) -> StorageKey {
        do throws(CryptoError) {
            return try StorageKey(passphrase: access.passphrase, salt: salt, rounds: rounds)
        } catch {
            throw StoreError(.crypto(error.description), "key file")
        }
    }

    private static func context(_ store: UniqueID, _ dossier: UniqueID?) -> [UInt8] {
        var fields = SealedFields("weerthuis/key/1")
        fields.append(store)
        fields.append(dossier)
        return fields.bytes
    }

    static func crypto<Value>(_ body: () throws(CryptoError) -> Value) throws(StoreError) -> Value {
        do throws(CryptoError) { return try body() } catch {
            throw StoreError(.crypto(error.description), "store")
        }
    }
}
