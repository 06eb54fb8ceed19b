internal import Envelope
internal import Synchronization

/// The key file: the node's storage key under the passphrase, and the dossiers' keys under the node's.
///
/// A key is on disk before it is given to a dossier; one without a dossier does no harm. Which dossier it belongs to, the
/// dossier's messages say: so the key file is written once for many dossiers, and its new lines stand together.
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

    /// How many keys the node itself makes at once.
    static let batch = 64
    private static let acceptedRounds: ClosedRange<Int64> = 1_000...10_000_000

    /// Which store this is; the message file says the same.
    let store: UniqueID
    /// Proves rows and wraps the dossiers' keys.
    let nodeKey: StorageKey
    private let connection: Mutex<Connection>
    private let batch: Int
    /// Keys that are on disk and belong to no dossier yet. What is left of them at the end stays in the file, unused.
    private let spares = Mutex<[DossierKey]>([])
    /// The dossiers that were destroyed, as the file has them; nil when that can't be read.
    private let destroyed: Mutex<Set<UniqueID>?>

    /// Opens the key file, or makes it with a fresh storage key.
    ///
    /// - Parameters:
    ///   - batch: how many keys are made at once.
    ///   - isNew: whether the storage key may have to be made.
    /// - Throws: `wrongPassphrase`, `newerVersion`, `foreign`, `damaged`, and what the disk says.
    init(path: String, access: borrowing Access, batch: Int, isNew: Bool) throws(StoreError) {
        let connection = try Connection(path: path, mode: .create)
        try VaultSchema.migrations.apply(to: connection, isNew: isNew)
        try connection.execute("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA secure_delete = ON")
        if isNew, try !connection.finds("SELECT 1 FROM vault") { try Self.fill(connection, access) }
        (store, nodeKey) = try Self.unlock(connection, access)
        self.batch = batch
        destroyed = Mutex(try Self.destroyed(connection))
        self.connection = Mutex(connection)
    }

    /// The key with an id.
    ///
    /// - Parameter dossier: to name in an error.
    /// - Throws: `destroyed`, `keyMissing`, or `damaged`.
    func key(_ id: UniqueID, of dossier: UniqueID) throws(StoreError) -> StorageKey {
        let line = try locked { (connection) throws(StoreError) in
            try connection.first("SELECT wrapped FROM dossier_key WHERE id = ?", .id(id)) {
                (row) throws(StoreError) -> [UInt8]? in row.isNull(0) ? nil : row.bytes(0)
            }
        }
        guard let line else { throw StoreError(.keyMissing, "dossier \(dossier)") }
        guard let wrapped = line else { throw StoreError(.destroyed, "dossier \(dossier)") }
        let key = try Self.crypto { () throws(CryptoError) in
            try nodeKey.unwrap(wrapped, context: Self.context(store, id))
        }
        guard let key else { throw StoreError(.damaged, "key of dossier \(dossier)") }
        return key
    }

    /// A key that no dossier had, on disk already.
    func newKey() throws(StoreError) -> DossierKey {
        if let spare = spares.withLock({ $0.popLast() }) { return spare }
        let first = try Self.makeKey()
        var others: [DossierKey] = []
        for _ in 1..<batch { others.append(try Self.makeKey()) }
        try locked { (connection) throws(StoreError) in
            try connection.inTransaction { () throws(StoreError) in
                for key in [first] + others { try insert(key, connection) }
            }
        }
        spares.withLock { $0 += others }
        return first
    }

    private static func makeKey() throws(StoreError) -> DossierKey {
        DossierKey(id: .timed(), key: try crypto { () throws(CryptoError) in try StorageKey() })
    }

    func insert(_ key: DossierKey, _ connection: Connection) throws(StoreError) {
        let wrapped = try Self.crypto { () throws(CryptoError) in
            try nodeKey.wrap(key.key, context: Self.context(store, key.id))
        }
        try connection.execute("INSERT INTO dossier_key VALUES (?, ?)", .id(key.id), .bytes(wrapped))
    }

    /// Nothing can be looked up from then on.
    func close() { connection.withLock { $0.close() } }

    /// Whether ``destroy(_:keys:)`` was done for a dossier: here, or by anybody before this opened the file.
    ///
    /// - Throws: `damaged` when the file can't say.
    func isDestroyed(_ dossier: UniqueID) throws(StoreError) -> Bool {
        guard let known = destroyed.withLock({ $0 }) else {
            throw StoreError(.damaged, connection.withLock { $0.path })
        }
        return known.contains(dossier)
    }

    private static func destroyed(_ connection: Connection) throws(StoreError) -> Set<UniqueID>? {
        do throws(StoreError) {
            let ids = try connection.query("SELECT id FROM dossier_key WHERE wrapped IS NULL") {
                (row) throws(StoreError) in try? row.uniqueID(0)
            }
            return Set(ids.compactMap(\.self).filter { $0.version == 4 })
        } catch {
            guard error.reason == .damaged else { throw error }
            return nil
        }
    }

    /// Destroys the keys of a dossier, and what is left of them in the file and its journal. Their lines stay, without the keys, and
    /// so does one with the dossier's own id, by which it is known as destroyed.
    ///
    /// - Throws: `busy` when another process uses the file: the keys, or their trace in the journal, may still be there.
    func destroy(_ dossier: UniqueID, keys: Set<UniqueID>) throws(StoreError) {
        try locked { (connection) throws(StoreError) in
            try connection.inTransaction { () throws(StoreError) in
                for id in keys.union([dossier]) {
                    try connection.execute(
                        "INSERT INTO dossier_key VALUES (?, NULL) ON CONFLICT DO UPDATE SET wrapped = NULL", .id(id))
                }
            }
            _ = destroyed.withLock { $0?.insert(dossier) }
            try bringJournalIn(connection)
        }
    }

    /// Removes the keys that no message names: nobody used them, or the messages file is older than this one.
    func keep(only named: Set<UniqueID>) throws(StoreError) {
        try locked { (connection) throws(StoreError) in
            let lines = try connection.query("SELECT id FROM dossier_key WHERE wrapped IS NOT NULL") {
                (row) throws(StoreError) in try? row.uniqueID(0)
            }
            try connection.inTransaction { () throws(StoreError) in
                for case .some(let id) in lines where !named.contains(id) {
                    try connection.execute("DELETE FROM dossier_key WHERE id = ?", .id(id))
                }
            }
            try bringJournalIn(connection)
        }
    }

    private func bringJournalIn(_ connection: Connection) throws(StoreError) {
        let isBusy = try connection.first("PRAGMA wal_checkpoint(TRUNCATE)") { (row) throws(StoreError) in
            row.integer(0) != 0
        }
        guard isBusy == false else { throw StoreError(.busy, connection.path) }
    }

    func locked<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        let result = connection.withLock { connection -> Result<Value, StoreError> in
            do throws(StoreError) { return .success(try body(connection)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}

extension Vault {
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

    private static func context(_ store: UniqueID, _ key: UniqueID?) -> [UInt8] {
        var fields = SealedFields("weerthuis/key/1")
        fields.append(store)
        fields.append(key)
        return fields.bytes
    }

    static func crypto<Value>(_ body: () throws(CryptoError) -> Value) throws(StoreError) -> Value {
        do throws(CryptoError) { return try body() } catch {
            throw StoreError(.crypto(error.description), "store")
        }
    }
}
