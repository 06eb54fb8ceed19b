import CSQLite
import Foundation

/// What stands in a node's message file, read with SQL of its own: the program under test has no hand in it.
struct StoreView {
    struct Row {
        let direction: String
        let id: String
        let partner: String
        let dossier: String
        let type: String
        let state: String
    }

    struct Step: Hashable {
        let message: String
        let partner: String
        let kind: String
    }

    let rows: [Row]
    let steps: [Step: Int]
    /// Audit entries by action and message.
    let audit: [String: Int]
    let damaged: Int
    /// What SQLite says of the file; `ok`.
    let integrity: String
    /// Entries whose hash does not follow from the one before by number and by chain.
    let brokenLinks: Int

    init(_ path: String) throws {
        let database = try Database(path)
        rows = try database.query("SELECT direction, id, partner, dossier, type, state FROM message").map {
            Row(direction: $0[0], id: $0[1], partner: $0[2], dossier: $0[3], type: $0[4], state: $0[5])
        }
        var steps: [Step: Int] = [:]
        let found = try database.query(
            "SELECT m.id, m.partner, s.kind FROM step s JOIN message m ON m.number = s.message")
        for row in found { steps[Step(message: row[0], partner: row[1], kind: row[2]), default: 0] += 1 }
        self.steps = steps
        var audit: [String: Int] = [:]
        for row in try database.query("SELECT action, coalesce(message, ''), coalesce(party, '') FROM audit") {
            audit["\(row[0]) \(row[1]) \(row[2])", default: 0] += 1
        }
        self.audit = audit
        damaged = Int(try database.query("SELECT count(*) FROM damage").first?[0] ?? "") ?? -1
        integrity = try database.query("PRAGMA integrity_check").map { $0[0] }.joined(separator: "; ")
        brokenLinks =
            Int(
                try database.query(
                    """
                    SELECT count(*) FROM audit a LEFT JOIN audit b ON b.sequence = a.sequence - 1
                    WHERE a.sequence > (SELECT min(sequence) FROM audit) AND (b.sequence IS NULL OR b.hash <> a.previous)
                    """
                ).first?[0] ?? "") ?? -1
    }

    /// How many deliveries are not at their end.
    static func waiting(_ path: String) throws -> Int {
        let rows = try Database(path).query(
            "SELECT count(*) FROM message WHERE state IN ('queued', 'sending', 'deferred')")
        return Int(rows.first?[0] ?? "") ?? -1
    }

    /// The state of one delivery, and why.
    static func delivery(_ message: String, in path: String) throws -> (state: String, reason: String)? {
        let rows = try Database(path).query(
            "SELECT state, coalesce(reason, '') FROM message WHERE direction = 'outbound' AND id = '\(message)'")
        return rows.first.map { ($0[0], $0[1]) }
    }

    /// The encrypted content of one delivery, in hexadecimal digits.
    static func content(of message: String, in path: String) throws -> String? {
        try Database(path).query(
            """
            SELECT hex(box) FROM part JOIN message ON place / 8 = number
            WHERE direction = 'outbound' AND id = '\(message)' ORDER BY place LIMIT 1
            """
        ).first?[0]
    }
}

/// One SQLite file, open for reading.
final class Database {
    private var database: OpaquePointer?

    init(_ path: String) throws {
        let code = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil)
        sqlite3_busy_timeout(database, 10_000)
        guard code == SQLITE_OK else { throw FaultsError("\(path): SQLite \(code)") }
    }

    deinit { sqlite3_close(database) }

    /// All rows, as text.
    func query(_ sql: String) throws -> [[String]] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
            throw FaultsError("SQLite: \(String(cString: sqlite3_errmsg(database)))")
        }
        defer { sqlite3_finalize(statement) }
        var rows: [[String]] = []
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw FaultsError("SQLite: \(String(cString: sqlite3_errmsg(database)))") }
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
                })
        }
    }
}
