import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Store: keys of dossiers")
struct DossierKeyTests {
    private func keys(_ fixture: StoreFixture) throws -> Connection {
        try Connection(path: fixture.location.keys, mode: .create)
    }

    private func messages(_ fixture: StoreFixture) throws -> Connection {
        try Connection(path: fixture.location.messages, mode: .create)
    }

    private func count(_ table: String, _ connection: Connection) throws -> Int64 {
        try connection.first("SELECT count(*) FROM \(table)") { (row) throws(StoreError) in row.integer(0) } ?? -1
    }

    private func key(of dossier: UniqueID, _ store: Store) throws -> [UniqueID?] {
        try store.readers.read { (connection) throws(StoreError) in
            try MessageTable(connection: connection, safe: store.safe).rows(of: dossier).map { $0?.key }
        }
    }

    @Test("more dossiers than keys were made at once: each has a key of its own, and the file is written in batches")
    func batches() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let all = (0..<(Vault.batch * 2 + 10)).map { _ in StoreFixture.delivery() }
        try await store.submit(Array(all.prefix(Vault.batch + 5)), audit: [])
        for new in all.dropFirst(Vault.batch + 5) { try await store.submit([new], audit: []) }
        for new in all { #expect(try store.content(of: .outbound(new.delivery)) == new.content) }
        #expect(Set(try all.flatMap { try key(of: $0.dossier, store) }).count == all.count)
        #expect(try count("dossier_key", keys(fixture)) == Vault.batch * 3)
    }

    @Test("messages of a dossier stand under one key, also after a start and from beside the node")
    func oneKey() async throws {
        let fixture = try StoreFixture()
        let first = StoreFixture.delivery()
        var all = [first]
        for user in [Store.User.node, .node, .visitor] {
            let store = try fixture.open(as: user)
            all.append(StoreFixture.delivery(dossier: first.dossier))
            try await store.submit(Array(all.count == 2 ? all[...] : all.suffix(1)), audit: [])
            store.close()
        }
        let store = try fixture.open()
        let used = try key(of: first.dossier, store)
        #expect(used.count == 4 && Set(used).count == 1)
        for new in all { #expect(try store.content(of: .outbound(new.delivery)) == new.content) }
    }

    @Test("a destroyed dossier leaves the others' keys, and does not come back with a start or a message")
    func destroyed() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (new, other) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([new, other], audit: [])
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        store.close()
        let next = try fixture.open()
        let refusal = StoreError(.destroyed, "dossier \(new.dossier)")
        #expect(throws: refusal) { try next.content(of: .outbound(new.delivery)) }
        await #expect(throws: refusal) {
            try await next.submit([StoreFixture.delivery(dossier: new.dossier)], audit: [])
        }
        #expect(try next.content(of: .outbound(other.delivery)) == other.content)
    }

    @Test("a dossier that was destroyed before its first message gets none")
    func destroyedBefore() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        await #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
            try await store.submit([new], audit: [])
        }
    }

    @Test("a message that a foreign hand put under another's key is damaged, and takes that key to nobody")
    func swapped() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (new, other) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([new, other], audit: [])
        let foreign = try #require(try key(of: other.dossier, store)[0])
        try messages(fixture).execute(
            "UPDATE message SET key = ? WHERE id = ?", .id(foreign), .id(new.delivery.message))
        let damaged = StoreError(.damaged, StoredMessageID.outbound(new.delivery).description)
        #expect(throws: damaged) { try store.content(of: .outbound(new.delivery)) }
        let later = StoreFixture.delivery(dossier: new.dossier)
        try await store.submit([later], audit: [])
        #expect(try key(of: new.dossier, store)[0] != foreign)
        await #expect(throws: StoreError(.damaged, "dossier \(new.dossier)")) {
            try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        }
        #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
            try store.content(of: .outbound(later.delivery))
        }
        #expect(try store.content(of: .outbound(other.delivery)) == other.content)
    }

    @Test("a message that a foreign hand put into another dossier does not take its key along")
    func moved() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (new, other) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([new, other], audit: [])
        try messages(fixture).execute("UPDATE message SET dossier_number = 1")
        let later = StoreFixture.delivery(dossier: new.dossier)
        try await store.submit([later], audit: [])
        let foreign = try #require(try row(other, store).key)
        #expect(try row(later, store).key != foreign)
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        #expect(try store.content(of: .outbound(other.delivery)) == other.content)
    }

    @Test("a message that a foreign hand took out of its dossier is destroyed with it")
    func hidden() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        try messages(fixture).execute("UPDATE message SET dossier_number = 99")
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
            try store.content(of: .outbound(new.delivery))
        }
    }

    @Test("a message that a foreign hand gave another dossier's id keeps its dossier from being reported as destroyed")
    func renamed() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (new, other) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([new, other], audit: [])
        try messages(fixture).execute(
            "UPDATE message SET dossier = ? WHERE id = ?", .id(other.dossier), .id(new.delivery.message))
        await #expect(throws: StoreError(.damaged, "dossier \(new.dossier)")) {
            try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        }
        #expect(try store.content(of: .outbound(other.delivery)) == other.content)
    }

    private func row(_ new: NewDelivery, _ store: Store) throws -> MessageRow {
        try StoreFixture.row(.outbound(new.delivery), in: store)
    }

    @Test("a destroyed dossier that the message file does not know any more gets no new message")
    func forgotten() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        try messages(fixture).run(script: "DELETE FROM message; DELETE FROM dossier_end")
        await #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
            try await store.submit([StoreFixture.delivery(dossier: new.dossier)], audit: [])
        }
        store.close()
        let later = try fixture.open()
        await #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
            try await later.submit([StoreFixture.delivery(dossier: new.dossier)], audit: [])
        }
    }

    @Test("a key file that can't say which dossiers were destroyed takes no new one; those that are there go on")
    func unreadableEnds() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.delivery()
        do {
            let store = try fixture.open()
            let gone = StoreFixture.delivery()
            try await store.submit([new, gone], audit: [])
            try await store.destroy(gone.dossier, at: StoreFixture.time(1), audit: [])
            store.close()
        }
        let page = try keys(fixture).first("SELECT rootpage FROM sqlite_schema WHERE name = 'destroyed_key'") {
            (row) throws(StoreError) in row.integer(0)
        }
        let file = try FileHandle(forWritingTo: URL(filePath: fixture.location.keys))
        try file.seek(toOffset: UInt64(try #require(page) - 1) * 4_096)
        try file.write(contentsOf: Data(repeating: 0xFF, count: 4_096))
        try file.close()
        let store = try fixture.open()
        await #expect(throws: StoreError(.damaged, fixture.location.keys)) {
            try await store.submit([StoreFixture.delivery()], audit: [])
        }
        #expect(try store.content(of: .outbound(new.delivery)) == new.content)
        try await store.submit([StoreFixture.delivery(dossier: new.dossier)], audit: [])
    }

    @Test("between a dossier's end and the destruction of its key nothing new is taken; the next start finishes it")
    func crashed() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.delivery()
        let refusal = StoreError(.destroyed, "dossier \(new.dossier)")
        do {
            let store = try fixture.open()
            try await store.submit([new], audit: [])
            try messages(fixture).execute("INSERT INTO dossier_end VALUES (?, 0)", .id(new.dossier))
            await #expect(throws: refusal) {
                try await store.submit([StoreFixture.delivery(dossier: new.dossier)], audit: [])
            }
            store.close()
        }
        let store = try fixture.open()
        #expect(throws: refusal) { try store.content(of: .outbound(new.delivery)) }
        #expect(try store.vault.isDestroyed(new.dossier))
    }

    @Test("a destruction while somebody reads the key file says so, and leaves no trace when it is asked again")
    func busy() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        let id = try #require(try row(new, store).key)
        let reader = try keys(fixture)
        let wrapped = try reader.first("SELECT wrapped FROM dossier_key WHERE id = ?", .id(id)) {
            (row) throws(StoreError) in row.bytes(0)
        }
        try reader.run(script: "BEGIN; SELECT count(*) FROM dossier_key")
        try store.vault.locked { (connection) throws(StoreError) in
            try connection.run(script: "PRAGMA busy_timeout = 50")
        }
        await #expect(throws: StoreError(.busy, fixture.location.keys)) {
            try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        }
        try reader.run(script: "COMMIT")
        #expect(Data(try fixture.bytesOnDisk()).range(of: Data(try #require(wrapped))) != nil)
        try await store.destroy(new.dossier, at: StoreFixture.time(2), audit: [])
        #expect(Data(try fixture.bytesOnDisk()).range(of: Data(try #require(wrapped))) == nil)
    }

    @Test("a dossier whose key is gone gets another for what comes; what stood under the old one says so")
    func missing() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let old = StoreFixture.delivery()
        try await store.submit([old], audit: [])
        let gone = try #require(try key(of: old.dossier, store)[0])
        try keys(fixture).execute("DELETE FROM dossier_key WHERE id = ?", .id(gone))
        let later = StoreFixture.delivery(dossier: old.dossier)
        try await store.submit([later], audit: [])
        #expect(throws: StoreError(.keyMissing, "dossier \(old.dossier)")) {
            try store.content(of: .outbound(old.delivery))
        }
        #expect(try store.content(of: .outbound(later.delivery)) == later.content)
    }

    @Test("keys that can't be written are given to nobody")
    func fullDisk() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        _ = try store.vault.locked { (connection) throws(StoreError) in
            try connection.execute("PRAGMA max_page_count = 1")
        }
        await #expect(throws: StoreError.self) { try await store.submit([new], audit: []) }
        #expect(try store.messages().messages.isEmpty)
        #expect(try count("dossier_key", keys(fixture)) == 0)
        _ = try store.vault.locked { (connection) throws(StoreError) in
            try connection.execute("PRAGMA max_page_count = 1000")
        }
        try await store.submit([new], audit: [])
        #expect(try store.content(of: .outbound(new.delivery)) == new.content)
    }

    @Test("a key whose message was taken back keeps nobody out")
    func undone() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (first, second) = (StoreFixture.delivery(), StoreFixture.delivery())
        let taken = UniqueID.random()
        try await store.submit(
            [first], dossier: DossierChange(dossier: taken, opener: StoreFixture.party(2), addressed: []), audit: [])
        await #expect(throws: StoreError(.dossierTaken, "dossier \(taken)")) {
            try await store.submit(
                [second], dossier: DossierChange(dossier: taken, opener: StoreFixture.own, addressed: []), audit: [])
        }
        try await store.submit([second], audit: [])
        #expect(try store.content(of: .outbound(second.delivery)) == second.content)
    }

    @Test("a command beside the node makes one key at a time")
    func visitor() async throws {
        let fixture = try StoreFixture()
        _ = try fixture.open()
        let visitor = try fixture.open(as: .visitor)
        let new = StoreFixture.delivery()
        try await visitor.submit([new], audit: [])
        #expect(try count("dossier_key", keys(fixture)) == 1)
        #expect(try visitor.content(of: .outbound(new.delivery)) == new.content)
    }

    @Test("a store from before keys had ids is read as it was, with or without a power cut", arguments: [true, false])
    func earlier(hadPowerCut: Bool) async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.delivery()
        do {
            let store = try fixture.open()
            try await store.submit([new], audit: [])
            try makeEarlier(fixture, store, new, hadPowerCut)
        }
        let store = try fixture.open()
        #expect(try store.content(of: .outbound(new.delivery)) == new.content)
        let later = StoreFixture.delivery(dossier: new.dossier)
        try await store.submit([later], audit: [])
        #expect(try key(of: new.dossier, store) == [new.dossier, nil])
        #expect(try store.content(of: .outbound(later.delivery)) == later.content)
        #expect(try count("spare_key", keys(fixture)) == 0)
        #expect(try count("fresh_key", messages(fixture)) == 0)
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        for gone in [new, later] {
            #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
                try store.content(of: .outbound(gone.delivery))
            }
        }
    }

    /// Puts a store into the form that the version before wrote.
    private func makeEarlier(
        _ fixture: StoreFixture, _ store: Store, _ new: NewDelivery, _ hadPowerCut: Bool
    ) throws {
        let messages = try messages(fixture)
        let row = try MessageTable(connection: messages, safe: store.safe).row(.outbound(new.delivery))
        let key = try store.safe.key(of: row)
        let earlier = try store.safe.sealed(
            MessageRow(
                number: row.number, id: row.id, own: nil, dossier: row.dossier, type: row.type, actor: row.actor,
                created: row.created, key: nil, state: row.state, changed: row.changed, attempts: row.attempts,
                next: row.next))
        try messages.execute("UPDATE message SET seal = ? WHERE number = ?", .bytes(earlier.seal), .integer(row.number))
        try messages.execute("INSERT INTO fresh_key VALUES (5, ?)", .id(row.dossier))
        let spare = try store.vault.nodeKey.wrap(key, context: Vault.spareContext(store.vault.store))
        _ = try store.vault.locked { (connection) throws(StoreError) in
            try connection.execute("DELETE FROM dossier_key")
            try connection.execute("INSERT INTO spare_key VALUES (5, ?)", .bytes(spare))
            if !hadPowerCut { try store.vault.insert(DossierKey(id: row.dossier, key: key), connection) }
        }
        store.close()
        try messages.run(
            script: """
                ALTER TABLE message DROP COLUMN key; CREATE INDEX message_direction ON message (direction);
                PRAGMA user_version = 6
                """)
        try keys(fixture).run(
            script: """
                DROP INDEX destroyed_key; ALTER TABLE dossier_key RENAME COLUMN id TO dossier; PRAGMA user_version = 2
                """)
    }
}
