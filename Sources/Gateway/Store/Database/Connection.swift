internal import CSQLite
internal import Envelope
internal import Foundation

/// Sole owner of one SQLite connection and of its prepared statements.
///
/// Unchecked, because it has no lock of its own: the write queue or the pool lends it to one thread at a time.
final class Connection: @unchecked Sendable {
    enum Mode {
        /// Makes the file when it is not there.
        case create
        case readOnly

        fileprivate var flags: Int32 {
            switch self {
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
            case .readOnly: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
            }
        }
    }

    private static let busyMilliseconds: Int32 = 10_000
    /// How long an end waits for other processes that read the journal.
    private static let closingMilliseconds: Int32 = 1_000

    let path: String
    let database: OpaquePointer
    private var statements: [StatementText: OpaquePointer] = [:]
    private var isOpen = true
    /// Of the open transaction of the ``WriteQueue``, which begins with none.
    var notes = TransactionNotes()

    /// Before the first connection; SQLite refuses it later, and then works as it did.
    private static let library: Void = { _ = weerthuis_configure_sqlite() }()

    init(path: String, mode: Mode) throws(StoreError) {
        self.path = path
        Self.library
        if mode == .create { Self.reserve(path) }
        var pointer: OpaquePointer?
        let code = sqlite3_open_v2(path, &pointer, mode.flags, nil)
        guard let pointer, code == SQLITE_OK else {
            let error = Self.openError(code, pointer, path)
            sqlite3_close_v2(pointer)
            throw error
        }
        database = pointer
        sqlite3_extended_result_codes(database, 1)
        sqlite3_busy_timeout(database, Self.busyMilliseconds)
        try check(weerthuis_make_defensive(database))
    }

    deinit { end() }

    /// Brings the journal into the file and closes it; whoever closes last removes the journal. Everything else is refused then.
    func close() {
        guard isOpen else { return }
        sqlite3_busy_timeout(database, Self.closingMilliseconds)
        // A reader or a failing disk may keep it from that: the journal stays then, and the next start reads it.
        sqlite3_wal_checkpoint_v2(database, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        end()
    }

    private func end() {
        guard isOpen else { return }
        isOpen = false
        for statement in statements.values { sqlite3_finalize(statement) }
        statements = [:]
        sqlite3_close_v2(database)
    }

    /// The text of every statement that was prepared here.
    var preparedSQL: [String] { statements.keys.map(\.sql).sorted() }

    /// Whether a transaction is open.
    var isInTransaction: Bool { isOpen && sqlite3_get_autocommit(database) == 0 }

    /// Runs one statement that returns no rows of interest.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Int {
        _ = try rows(sql, values) { _ in () }
        return Int(sqlite3_changes(database))
    }

    /// All rows of a query.
    func query<Value>(
        _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        try rows(sql, values, read: read)
    }

    /// The first row of a query, nil when there is none.
    func first<Value>(
        _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        try rows(sql, values, limit: 1, read: read).first
    }

    /// Whether a query has any row.
    func finds(_ sql: String, _ values: SQLValue...) throws(StoreError) -> Bool {
        try !rows(sql, values, limit: 1) { _ in () }.isEmpty
    }

    func rows<Value>(
        _ sql: String, _ values: [SQLValue], limit: Int = .max, read: (Row) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        let statement = try prepared(sql)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() { try check(bind(value, Int32(index + 1), statement)) }
        var found: [Value] = []
        while found.count < limit {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw error(code) }
            found.append(try read(Row(statement: statement, place: path)))
        }
        return found
    }

    /// Runs `body` in a transaction of its own, which is taken back when it throws.
    func inTransaction(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            try body()
            try execute("COMMIT")
        } catch {
            if isInTransaction { _ = try? execute("ROLLBACK") }
            throw error
        }
    }

    /// Runs a script of several statements without values.
    func run(script: String) throws(StoreError) {
        guard isOpen else { throw StoreError(.closed, path) }
        try check(sqlite3_exec(database, script, nil, nil, nil))
    }

    var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(database) }

    private func prepared(_ sql: String) throws(StoreError) -> OpaquePointer {
        let text = StatementText(sql: sql)
        if let statement = statements[text] { return statement }
        guard isOpen else { throw StoreError(.closed, path) }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard let statement, code == SQLITE_OK else { throw error(code) }
        statements[text] = statement
        return statement
    }

    private func bind(_ value: SQLValue, _ place: Int32, _ statement: OpaquePointer) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(statement, place)
        case .integer(let number): sqlite3_bind_int64(statement, place, number)
        case .text(var text):
            text.withUTF8 { weerthuis_bind_text(statement, place, $0.baseAddress, Int32(clamping: $0.count)) }
        case .id(let id):
            id.withText { text in
                text.withUnsafeBufferPointer {
                    weerthuis_bind_text(statement, place, $0.baseAddress, Int32(clamping: $0.count))
                }
            }
        case .bytes(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, place, 0)
                : bytes.withUnsafeBytes {
                    weerthuis_bind_blob(statement, place, $0.baseAddress, Int32(clamping: $0.count))
                }
        }
    }

    func check(_ code: Int32) throws(StoreError) {
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// The error of the last call, which returned `code`.
    func error(_ code: Int32) -> StoreError {
        // SQLite keeps the system's error of the main file only; a failed write to the journal leaves it in errno.
        let journal = errno
        let system = sqlite3_system_errno(database)
        return StoreError(Self.reason(code, system: system == 0 ? journal : system), path)
    }

    /// Makes a file that only its owner can read; SQLite gives its journals the same mode. A failure shows at the opening.
    private static func reserve(_ path: String) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { Foundation.close(descriptor) }
    }

    private static func openError(_ code: Int32, _ pointer: OpaquePointer?, _ path: String) -> StoreError {
        let system = pointer.map { sqlite3_system_errno($0) } ?? 0
        guard code & 0xFF == SQLITE_CANTOPEN else { return StoreError(reason(code, system: system), path) }
        return StoreError(.unreachable(system == 0 ? "no such file" : String(cString: strerror(system))), path)
    }

    private static func reason(_ code: Int32, system: Int32) -> StoreError.Reason {
        switch code & 0xFF {
        case SQLITE_FULL: .diskFull
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .damaged
        case SQLITE_CANTOPEN: system == EROFS ? .readOnly : .unreachable(String(cString: strerror(system)))
        case SQLITE_IOERR: [ENOSPC, EDQUOT, EFBIG].contains(system) ? .diskFull : .disk(code: code, system: system)
        default: .refused(code: code)
        }
    }
}
