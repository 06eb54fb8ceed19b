internal import CSQLite
internal import Foundation

/// A copy of a database file at one moment, made while others read and write it.
struct FileCopy {
    private static let pagesPerStep: Int32 = 1_024

    let source: String
    let target: String

    /// Makes the copy: whole and flushed to disk under its name, or not at all.
    ///
    /// - Parameter progress: called with the pages copied so far and the pages in all.
    /// - Throws: `exists` when there is a file already, `damaged` when the copy does not pass SQLite's check.
    func make(progress: (Int, Int) -> Void = { _, _ in }) throws(StoreError) {
        guard access(target, F_OK) != 0 else { throw StoreError(.occupied, target) }
        let temporary = target + ".\(getpid()).new"
        defer { unlink(temporary) }
        try copy(to: temporary, progress)
        try FileFlush.flush(temporary)
        guard rename(temporary, target) == 0 else { throw .system(target) }
        try FileFlush.flush((target as NSString).deletingLastPathComponent)
    }

    /// Whether SQLite finds the file in order, every page read.
    static func check(_ connection: Connection) throws(StoreError) {
        let verdict = try connection.first("PRAGMA integrity_check(1)") { (row) throws(StoreError) in try row.text(0) }
        guard verdict == "ok" else { throw StoreError(.damaged, connection.path) }
    }

    private func copy(to path: String, _ progress: (Int, Int) -> Void) throws(StoreError) {
        let from = try Connection(path: source, mode: .readOnly)
        // The open transaction holds the moment: what others write meanwhile does not restart the copy.
        try from.execute("BEGIN")
        _ = try from.first("SELECT count(*) FROM sqlite_schema") { (row) throws(StoreError) in row.integer(0) }
        let to = try Connection(path: path, mode: .create)
        guard let backup = sqlite3_backup_init(to.database, "main", from.database, "main") else {
            throw to.error(sqlite3_errcode(to.database))
        }
        var code = SQLITE_OK
        while code == SQLITE_OK {
            code = sqlite3_backup_step(backup, Self.pagesPerStep)
            let total = Int(sqlite3_backup_pagecount(backup))
            progress(total - Int(sqlite3_backup_remaining(backup)), total)
        }
        let outcome = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, outcome == SQLITE_OK else { throw to.error(code == SQLITE_DONE ? outcome : code) }
        // A single file without a journal beside it: that is what a backup medium can hold.
        try to.execute("PRAGMA journal_mode = DELETE")
        try Self.check(to)
    }
}
