/// The tables of the key file.
enum VaultSchema {
    static let migrations = Migrations(applicationID: 0x5754_4B31, scripts: [version1, version2])

    /// A dossier whose key was destroyed keeps its row, without a key: it never gets a second one.
    private static let version1 = """
        CREATE TABLE vault (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            store TEXT NOT NULL,
            salt BLOB NOT NULL,
            rounds INTEGER NOT NULL,
            node_key BLOB NOT NULL
        );
        CREATE TABLE dossier_key (dossier TEXT PRIMARY KEY, wrapped BLOB) WITHOUT ROWID;
        """

    /// Keys made ahead. A number never comes back, because the message file may remember it.
    private static let version2 = """
        CREATE TABLE spare_key (number INTEGER PRIMARY KEY AUTOINCREMENT, wrapped BLOB NOT NULL);
        """
}
