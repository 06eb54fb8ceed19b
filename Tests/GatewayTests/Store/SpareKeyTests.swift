import Envelope
import Synchronization
import Testing

@testable import Gateway

@Suite("Store: keys made ahead")
struct SpareKeyTests {
    private func keys(_ fixture: StoreFixture) throws -> Connection {
        try Connection(path: fixture.location.keys, mode: .create)
    }

    private func count(_ table: String, _ connection: Connection) throws -> Int64 {
        try connection.first("SELECT count(*) FROM \(table)") { (row) throws(StoreError) in row.integer(0) } ?? -1
    }

    @Test("a key whose line a power cut took is there again after the start")
    func powerCut() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.delivery()
        do {
            let store = try fixture.open()
            try await store.submit([new], audit: [])
            store.close()
        }
        try keys(fixture).execute("DELETE FROM dossier_key")
        let store = try fixture.open()
        #expect(try store.content(of: .outbound(new.delivery)) == new.content)
        #expect(try count("spare_key", keys(fixture)) == 0)
    }

    @Test("after a start nothing is left of the spare keys of the process before")
    func start() async throws {
        let fixture = try StoreFixture()
        var sent: [NewDelivery] = []
        for _ in 0..<3 {
            let store = try fixture.open()
            let new = StoreFixture.delivery()
            try await store.submit([new], audit: [])
            sent.append(new)
            store.close()
        }
        let store = try fixture.open()
        #expect(try count("spare_key", keys(fixture)) == 0)
        let messages = try Connection(path: fixture.location.messages, mode: .readOnly)
        #expect(try count("fresh_key", messages) == 0)
        for new in sent { #expect(try store.content(of: .outbound(new.delivery)) == new.content) }
    }

    @Test("more dossiers than keys were made ahead: each has its own key, and what is settled is forgotten")
    func batches() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let all = (0..<(SpareKeys.batch * 2 + 10)).map { _ in StoreFixture.delivery() }
        try await store.submit(Array(all.prefix(SpareKeys.batch + 5)), audit: [])
        for new in all.dropFirst(SpareKeys.batch + 5) { try await store.submit([new], audit: []) }
        for new in all { #expect(try store.content(of: .outbound(new.delivery)) == new.content) }
        let wrapped = try keys(fixture).query("SELECT wrapped FROM dossier_key") { (row) throws(StoreError) in
            row.bytes(0)
        }
        #expect(Set(wrapped).count == all.count)
        let messages = try Connection(path: fixture.location.messages, mode: .readOnly)
        #expect(try count("fresh_key", messages) < SpareKeys.batch)
        #expect(try count("spare_key", keys(fixture)) == SpareKeys.batch)
    }

    @Test("a destroyed dossier leaves no spare key behind, and does not come back with a start")
    func destroyed() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        let before = try count("spare_key", keys(fixture))
        try await store.destroy(new.dossier, at: StoreFixture.time(1), audit: [])
        #expect(try count("spare_key", keys(fixture)) == before - 1)
        store.close()
        let next = try fixture.open()
        #expect(throws: StoreError.self) { try next.content(of: .outbound(new.delivery)) }
        #expect(try next.vault.hasKey(of: new.dossier) == false)
    }

    @Test("a key whose write was taken back is flushed before anything else is kept under it")
    func undone() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let (first, second) = (StoreFixture.delivery(), StoreFixture.delivery())
        let taken = UniqueID.random()
        try await store.submit(
            [first], dossier: DossierChange(dossier: taken, opener: StoreFixture.party(2), addressed: []), audit: [])
        var failure: StoreError?
        do throws(StoreError) {
            try await store.submit(
                [second], dossier: DossierChange(dossier: taken, opener: StoreFixture.own, addressed: []), audit: [])
        } catch {
            failure = error
        }
        #expect(failure?.reason == .dossierTaken)
        let isUnsure = store.vault.spares.withLock { $0.isUnsure }
        #expect(isUnsure)
        try await store.submit([second], audit: [])
        let isSettled = store.vault.spares.withLock { !$0.isUnsure }
        #expect(isSettled)
        #expect(try store.content(of: .outbound(second.delivery)) == second.content)
    }

    @Test("a command beside the node makes no keys ahead")
    func visitor() async throws {
        let fixture = try StoreFixture()
        _ = try fixture.open()
        let visitor = try fixture.open(as: .visitor)
        let new = StoreFixture.delivery()
        try await visitor.submit([new], audit: [])
        #expect(try count("spare_key", keys(fixture)) == 0)
        #expect(try visitor.content(of: .outbound(new.delivery)) == new.content)
    }
}
