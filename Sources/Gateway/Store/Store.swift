internal import Envelope
internal import Foundation
internal import Synchronization

/// The node's only state on disk: messages, their states and receipts, dossiers, the audit log.
///
/// Every operation that changes something returns after it is on disk, or throws and has changed nothing. Reading never
/// waits for writing. SQL stays in this room.
final class Store: Sendable {
    /// Who opens the store.
    enum User {
        /// The one node that works with it; a second one is refused.
        case node
        /// A command beside the node.
        case visitor
    }

    let location: StoreLocation
    let vault: Vault
    let safe: Safe
    let readers: ConnectionPool
    let writer: WriteQueue
    /// Numbers of rows that SQLite can't even read; the claim passes them by.
    let unreadable = Mutex<Set<Int64>>([])
    /// Until ``close()``.
    private let lock: Mutex<FileLock?>
    /// Rings ``StoreBell`` after a change, unless this is the node itself.
    private let ringsBell: Bool

    /// Opens a store.
    ///
    /// - Parameter isNew: makes the store when it is absent; without it that is an error.
    /// - Throws: `inUse`, `wrongPassphrase`, `newerVersion`, `foreign`, `damaged`, `absent`, and what the disk says.
    init(
        at location: StoreLocation, access: borrowing Vault.Access, as user: User = .node, isNew: Bool = false
    ) throws(StoreError) {
        self.location = location
        ringsBell = user == .visitor
        let lock = user == .node ? try FileLock(path: location.lock) : nil
        self.lock = Mutex(lock)
        let isAbsent = location.isAbsent
        if isAbsent { try Self.beginMaking(location, isNew) } else { try Self.requireFiles(location) }
        let connection = try Connection(path: location.messages, mode: .create)
        try Self.prepare(connection, isNew: isAbsent)
        let vault = try Vault(
            path: location.keys, access: access, batch: user == .node ? Vault.batch : 1, isNew: isAbsent)
        try Self.join(connection, vault.store)
        if user == .node { try Self.recoverKeys(connection, vault) }
        self.vault = vault
        safe = Safe(vault: vault)
        readers = ConnectionPool(path: location.messages)
        writer = WriteQueue(connection) { () throws(StoreError) in try TallyTable(connection: connection).write() }
        try finishDestruction()
        if isAbsent { try location.endMaking() }
    }

    /// Tells the node, if this is not it, that deliveries changed.
    func ringBell() {
        if ringsBell { StoreBell.ring(at: location) }
    }

    /// Ends what waits, then refuses every further change and every look at content. The journals are brought into the two files
    /// first, as far as no other process reads them. Another node may open the store from then on.
    func close() {
        readers.close()
        writer.close()
        vault.close()
        lock.withLock { $0 = nil }
    }

    /// Writes records about something that the store does not hold.
    func record(_ audit: [AuditRecord]) async throws(StoreError) {
        try await writer.write(.other) { (connection) throws(StoreError) in
            try AuditTable(connection: connection).append(audit)
        }
    }

    private static func beginMaking(_ location: StoreLocation, _ isNew: Bool) throws(StoreError) {
        guard isNew else { throw StoreError(.absent, location.folder) }
        try location.beginMaking()
    }

    private static func requireFiles(_ location: StoreLocation) throws(StoreError) {
        for path in [location.messages, location.keys] {
            _ = try Connection(path: path, mode: .readOnly)
            // SQLite would remove the journal of an empty file, and what can still be saved with it.
            var status = stat()
            guard stat(path, &status) != 0 || status.st_size > 0 else { throw StoreError(.damaged, path) }
        }
    }

    private static func prepare(_ connection: Connection, isNew: Bool) throws(StoreError) {
        try StoreSchema.migrations.apply(to: connection, isNew: isNew)
        try connection.execute("PRAGMA journal_mode = WAL")
        // FULL: a commit is on disk before it is reported. The journal is brought into the file every 16 MB, so that a page
        // which every message changes is written there once for many messages, and cut back after a large transaction.
        try connection.execute("PRAGMA synchronous = FULL")
        try connection.execute("PRAGMA wal_autocheckpoint = 4096")
        try connection.execute("PRAGMA journal_size_limit = 33554432")
        try connection.execute("PRAGMA cache_size = -8192")
        try connection.execute("PRAGMA cell_size_check = ON")
    }

    /// Writes keys of dossiers again that the key file of an earlier version lost in a power cut.
    private static func recoverKeys(_ connection: Connection, _ vault: Vault) throws(StoreError) {
        let fresh = try connection.query("SELECT dossier, spare FROM fresh_key") { (row) throws(StoreError) in
            Vault.FreshKey(dossier: try row.uniqueID(0), spare: row.integer(1))
        }
        try vault.recover(fresh)
        if !fresh.isEmpty { try connection.execute("DELETE FROM fresh_key") }
    }

    /// Makes sure that the two files are of one store.
    private static func join(_ connection: Connection, _ store: UniqueID) throws(StoreError) {
        try connection.execute("INSERT INTO identity VALUES (1, ?) ON CONFLICT DO NOTHING", SQLValue(store))
        let found = try connection.first("SELECT store FROM identity") { (row) throws(StoreError) in
            try row.uniqueID(0)
        }
        guard found == store else { throw StoreError(.foreign, connection.path) }
    }
}
