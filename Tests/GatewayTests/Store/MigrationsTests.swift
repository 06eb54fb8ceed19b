import Foundation
import Testing

@testable import Gateway

@Suite("Store: versions of the file")
struct MigrationsTests {
    private let first = Migrations(
        applicationID: 77, scripts: ["CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);"])
    private let second = Migrations(
        applicationID: 77,
        scripts: ["CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);", "ALTER TABLE a ADD COLUMN y INTEGER;"])

    @Test("an older file is brought up step by step and keeps what it holds")
    func upgrade() throws {
        let fixture = try StoreFixture()
        let connection = try Connection(path: fixture.folder + "/file", mode: .create)
        try first.apply(to: connection, isNew: true)
        try second.apply(to: connection, isNew: true)
        try second.apply(to: connection, isNew: true)
        #expect(try second.check(connection) == 2)
        let rows = try connection.query("SELECT x, y FROM a") { (row) throws(StoreError) in
            [row.integer(0), row.isNull(1) ? -1 : 0]
        }
        #expect(rows == [[1, -1]])
    }

    @Test("a newer file is refused by an older program, untouched")
    func newer() throws {
        let fixture = try StoreFixture()
        let path = fixture.folder + "/file"
        try second.apply(to: try Connection(path: path, mode: .create), isNew: true)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError(.newerVersion(found: 2, known: 1), path)) {
            try first.apply(to: try Connection(path: path, mode: .create), isNew: true)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("a whole store of a newer program is refused", arguments: [true, false])
    func newerStore(messages: Bool) throws {
        let fixture = try StoreFixture()
        _ = try fixture.open()
        let path = messages ? fixture.location.messages : fixture.location.keys
        let known = messages ? StoreSchema.migrations.version : VaultSchema.migrations.version
        try Connection(path: path, mode: .create).execute("PRAGMA user_version = \(known + 1)")
        #expect(throws: StoreError(.newerVersion(found: known + 1, known: known), path)) { try fixture.open() }
    }

    @Test("a store from before dossiers had numbers keeps its messages and parties, each at its dossier")
    func dossierNumbers() throws {
        let fixture = try StoreFixture()
        let connection = try Connection(path: fixture.folder + "/file", mode: .create)
        let known = StoreSchema.migrations
        let before = Migrations(applicationID: known.applicationID, scripts: Array(known.scripts.prefix(5)))
        try before.apply(to: connection, isNew: true)
        for (id, dossier) in [("m1", "d2"), ("m2", "d1"), ("m3", "d2")] {
            try connection.execute(
                """
                INSERT INTO message VALUES
                    (NULL, 'outbound', ?, 'p', '', ?, 'registratie', 'a', 0, 'queued', 0, 0, 0, NULL, x'00')
                """, .text(id), .text(dossier))
        }
        for (dossier, party, part) in [("d1", "q", "opener"), ("d3", "q", "opener"), ("d1", "a", "addressed")] {
            try connection.execute(
                "INSERT INTO dossier_party VALUES (NULL, ?, ?, ?, x'01')", .text(dossier), .text(party), .text(part))
        }
        try known.apply(to: connection, isNew: true)
        #expect(try known.check(connection) == known.version)
        let messages = try connection.query(
            """
            SELECT message.id, dossier.id FROM message JOIN dossier ON dossier.number = dossier_number
            ORDER BY message.number
            """
        ) { (row) throws(StoreError) in [try row.text(0), try row.text(1)] }
        #expect(messages == [["m1", "d2"], ["m2", "d1"], ["m3", "d2"]])
        let parties = try connection.query(
            """
            SELECT dossier.id, party, part, seal FROM dossier_party JOIN dossier ON dossier.number = dossier_number
            ORDER BY dossier_party.number
            """
        ) { (row) throws(StoreError) in [try row.text(0), try row.text(1), try row.text(2), "\(row.bytes(3))"] }
        let kept = [
            ["d1", "q", "opener", "[1]"], ["d3", "q", "opener", "[1]"], ["d1", "a", "addressed", "[1]"],
        ]
        #expect(parties == kept)
    }

    @Test("a step that fails leaves the version before it")
    func failing() throws {
        let fixture = try StoreFixture()
        let connection = try Connection(path: fixture.folder + "/file", mode: .create)
        try first.apply(to: connection, isNew: true)
        let broken = Migrations(applicationID: 77, scripts: first.scripts + ["CREATE TABLE b (x); CREATE TABLE a (x);"])
        #expect(throws: StoreError.self) { try broken.apply(to: connection, isNew: true) }
        let again = try Connection(path: fixture.folder + "/file", mode: .create)
        #expect(try first.check(again) == 1)
        #expect(throws: StoreError.self) { try again.execute("SELECT * FROM b") }
    }

    @Test("a file of another program is refused, untouched")
    func foreign() throws {
        let fixture = try StoreFixture()
        let path = fixture.folder + "/file"
        try Connection(path: path, mode: .create).run(script: "PRAGMA application_id = 5; CREATE TABLE other (x);")
        #expect(throws: StoreError(.foreign, path)) {
            try first.apply(to: try Connection(path: path, mode: .create), isNew: true)
        }
        try Data(
            "geen database, maar een brief van minstens honderd tekens, zodat er iets te lezen valt voor SQLite zelf"
                .utf8
        )
        .write(to: URL(fileURLWithPath: fixture.folder + "/letter"))
        #expect(throws: StoreError(.damaged, fixture.folder + "/letter")) {
            try first.apply(to: try Connection(path: fixture.folder + "/letter", mode: .create), isNew: true)
        }
    }
}
