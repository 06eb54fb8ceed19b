/// The versions of a file, each with the script that makes it from the one before.
struct Migrations: Sendable {
    /// Marks the file as ours (`PRAGMA application_id`), so that another program's file is not taken for it.
    let applicationID: Int64
    /// The script at index n leads from version n to version n + 1. Published scripts are never edited.
    let scripts: [String]

    var version: Int { scripts.count }

    /// Brings the file to the newest version, each step whole or not at all.
    ///
    /// - Parameter isNew: whether nothing may be in the file yet.
    /// - Throws: `newerVersion`, `foreign`, or `damaged` when what was made before is gone; the file is untouched then.
    func apply(to connection: Connection, isNew: Bool) throws(StoreError) {
        let found = try check(connection)
        guard found > 0 || isNew else { throw StoreError(.damaged, connection.path) }
        guard found < version else { return }
        for step in found..<version { try advance(connection, from: step) }
    }

    /// - Returns: the version of the file; 0 when it is new.
    @discardableResult
    func check(_ connection: Connection) throws(StoreError) -> Int {
        let owner = try connection.first("PRAGMA application_id") { (row) throws(StoreError) in row.integer(0) } ?? 0
        let found = Int(try connection.first("PRAGMA user_version") { (row) throws(StoreError) in row.integer(0) } ?? 0)
        guard owner == applicationID || owner == 0 && found == 0 else { throw StoreError(.foreign, connection.path) }
        guard found <= version else {
            throw StoreError(.newerVersion(found: found, known: version), connection.path)
        }
        return found
    }

    /// Another process may have taken the step meanwhile; under the lock that is certain.
    private func advance(_ connection: Connection, from step: Int) throws(StoreError) {
        try connection.run(script: "BEGIN IMMEDIATE")
        guard try check(connection) == step else { return try connection.run(script: "ROLLBACK") }
        try connection.run(
            script: """
                \(scripts[step])
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(step + 1);
                COMMIT;
                """)
    }
}
