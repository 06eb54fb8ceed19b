import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Store: damage")
struct StoreDamageTests {
    @Test("a message whose direction was changed stays in the list of those of its direction, as damaged")
    func changedDirection() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        let connection = try Connection(path: fixture.location.messages, mode: .create)
        try connection.run(
            script: "PRAGMA ignore_check_constraints = ON; UPDATE message SET direction = 'outbounc'")
        let list = try store.messages(MessageFilter(direction: .outbound))
        #expect(list.messages.isEmpty && list.unreadable.count == 1)
    }

    @Test("a flipped byte in the content stops that message, says so, and the others go on")
    func content() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (bad, good) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([bad, good], audit: [])
        try flip("part", "box", at: 20, in: fixture)
        #expect(throws: StoreError(.damaged, bad.delivery.description)) {
            try store.content(of: .outbound(bad.delivery))
        }
        #expect(try await store.claimDue(now: StoreFixture.time(1), limit: 9).map(\.id) == [good.delivery])
        let summary = try store.summary(of: .outbound(bad.delivery))
        #expect(summary.state == .outbound(.failed))
        #expect(summary.lastReason == Store.damageReason)
        #expect(try store.auditEntries(about: bad.id).map(\.record.action) == [.damage])
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 9).isEmpty)
    }

    @Test(
        "a row that was changed by a foreign hand takes no step any more",
        arguments: [
            "created = created + 1", "attempts = 3", "changed = changed - 60", "actor = 'een ander'", "reason = ''",
        ])
    func row(change: String) async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (bad, good) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([bad, good], audit: [])
        try sql("UPDATE message SET \(change) WHERE number = 1", in: fixture)
        #expect(try await store.claimDue(now: StoreFixture.time(1), limit: 9).map(\.id) == [good.delivery])
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 9).isEmpty)
        await #expect(throws: StoreError(.damaged, bad.delivery.description)) {
            try await store.cancel(bad.delivery, reason: "", at: StoreFixture.time(3), audit: [])
        }
        #expect(try store.messages().messages.map(\.isIntact) == [true, false])
        #expect(try store.counts().damaged == 1)
        #expect(try store.auditEntries().map(\.record.action) == [.damage])
    }

    @Test("a damaged message holds up nothing of its own dossier and party")
    func sameDossier() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let dossier = UniqueID.random()
        let all = (0..<3).map { _ in StoreFixture.delivery(dossier: dossier) }
        for new in all { try await store.submit([new], audit: []) }
        try sql("UPDATE message SET attempts = 3 WHERE number = 1", in: fixture)
        #expect(try await store.claimDue(now: StoreFixture.time(1), limit: 9).isEmpty)
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 9).map(\.id) == [all[1].delivery])
    }

    @Test("a message whose dossier key is gone fails with its own words; the others go on")
    func keyMissing() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (bad, good) = (StoreFixture.delivery(), StoreFixture.delivery())
        try await store.submit([bad, good], audit: [])
        let key = try StoreFixture.row(.outbound(bad.delivery), in: store).keyID
        try Connection(path: fixture.location.keys, mode: .create).execute(
            "DELETE FROM dossier_key WHERE id = ?", .id(key))
        #expect(try await store.claimDue(now: StoreFixture.time(1), limit: 9).map(\.id) == [good.delivery])
        let summary = try store.summary(of: .outbound(bad.delivery))
        #expect(summary.state == .outbound(.failed))
        #expect(summary.lastReason?.contains("sleutel") == true)
        #expect(try store.auditEntries(about: bad.id).map(\.record.action) == [.fail])
    }

    @Test("a state that was set by a foreign hand is found")
    func state() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        try sql("UPDATE message SET state = 'delivered', next = NULL", in: fixture)
        #expect(throws: StoreError(.damaged, new.delivery.description)) { try store.delivery(new.delivery) }
        #expect(try store.messages().messages.first?.isIntact == false)
    }

    @Test("contents of two messages can't be exchanged")
    func exchanged() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let dossier = UniqueID.random()
        let (one, two) = (StoreFixture.delivery(dossier: dossier), StoreFixture.delivery(dossier: dossier))
        try await store.submit([one, two], audit: [])
        try sql("UPDATE part SET place = 99 WHERE place = 8", in: fixture)
        try sql("UPDATE part SET place = 8 WHERE place = 16", in: fixture)
        try sql("UPDATE part SET place = 16 WHERE place = 99", in: fixture)
        for delivery in [one, two] {
            #expect(throws: StoreError(.damaged, delivery.delivery.description)) {
                try store.content(of: .outbound(delivery.delivery))
            }
        }
    }

    @Test("a party that was written into a dossier by a foreign hand may not speak")
    func dossierParty() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.inbound()
        _ = try await store.receive(new, dossier: DossierChange(dossier: new.dossier, opener: new.source), audit: [])
        try sql("UPDATE dossier_party SET party = '\(StoreFixture.party(7))'", in: fixture)
        #expect(throws: StoreError(.damaged, "dossier \(new.dossier)")) { try store.parties(of: new.dossier) }
    }

    @Test("wherever a byte of the file flips, a message is right or refused, never wrong")
    func anywhere() async throws {
        let fixture = try StoreFixture()
        let sent = (0..<6).map { StoreFixture.delivery(content: "{\"nummer\":\($0)}") }
        let store = try fixture.open()
        try await store.submit(sent, audit: [StoreFixture.record(.submit)])
        let copy = StoreLocation(folder: fixture.folder + "/copy")
        try FileManager.default.createDirectory(atPath: fixture.folder + "/copy", withIntermediateDirectories: true)
        try await store.backup(to: copy, audit: [])
        let original = try Data(contentsOf: URL(fileURLWithPath: copy.messages))
        var (right, refused) = (0, 0)
        for round in 0..<150 {
            var changed = original
            changed[(round &* 7_919 &+ 13) % changed.count] ^= 1 << UInt8(round % 8)
            try changed.write(to: URL(fileURLWithPath: copy.messages))
            let store = try? Store(at: copy, access: StoreFixture.access())
            for delivery in sent {
                let content = try? store?.delivery(delivery.delivery).content
                #expect(content == nil || content == delivery.content)
                if content == nil { refused += 1 } else { right += 1 }
            }
            store?.close()
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy.messages + suffix) }
        }
        #expect(right > 0 && refused > 0)
    }

    private func flip(_ table: String, _ column: String, at place: Int, in fixture: StoreFixture) throws {
        let connection = try Connection(path: fixture.location.messages, mode: .create)
        let key = table == "part" ? "place" : "number"
        let found = try connection.first("SELECT \(key), \(column) FROM \(table) ORDER BY \(key) LIMIT 1") {
            (row) throws(StoreError) in (key: row.integer(0), value: row.bytes(1))
        }
        var bytes = try #require(found).value
        bytes[place] ^= 1
        try connection.execute(
            "UPDATE \(table) SET \(column) = ? WHERE \(key) = ?", .bytes(bytes), .integer(try #require(found).key))
    }

    private func sql(_ text: String, in fixture: StoreFixture) throws {
        try Connection(path: fixture.location.messages, mode: .create).execute(text)
    }
}
