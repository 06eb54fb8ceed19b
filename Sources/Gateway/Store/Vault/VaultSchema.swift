/// The tables of the key file.
enum VaultSchema {
    static let migrations = Migrations(applicationID: 0x5754_4B31, scripts: [version1, version2, version3, version4])

    /// A key that was destroyed keeps its row, without the key: it never gets a second one.
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

    /// Keys made ahead, until version 3.
    private static let version2 = """
        CREATE TABLE spare_key (number INTEGER PRIMARY KEY AUTOINCREMENT, wrapped BLOB NOT NULL);
        """

    /// A key has an id of its own, which the messages under it name. That of an earlier one is its dossier's. A row without a key
    /// under a dossier's id says that the dossier was destroyed.
    private static let version3 = "ALTER TABLE dossier_key RENAME COLUMN dossier TO id;"

    /// The ids of the rows without a key, which are read at each start.
    private static let version4 = "CREATE INDEX destroyed_key ON dossier_key (wrapped) WHERE wrapped IS NULL;"
}
