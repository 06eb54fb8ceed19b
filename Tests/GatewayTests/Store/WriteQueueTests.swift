import Envelope
import Testing

@testable import Gateway

@Suite("Store: what a write survives")
struct WriteQueueTests {
    /// SQLite's numbers for NORMAL and FULL.
    private static let (normal, full): (Int64, Int64) = (1, 2)

    /// The setting under which a write is committed. SQLite answers when a statement is compiled, so each asks in its own words.
    private func setting(_ store: Store, _ lasting: Lasting, _ word: Int) async throws -> Int64? {
        try await store.writer.write(.other, lasting: lasting) { (connection) throws(StoreError) in
            try connection.first("PRAGMA synchronous -- \(word)") { (row) throws(StoreError) in row.integer(0) }
        }
    }

    @Test("every write is flushed, but for those that need not survive a power cut; and then again every one")
    func flushes() async throws {
        let store = try StoreFixture().open()
        for word in 0..<3 {
            #expect(try await setting(store, .powerCut, word * 2) == Self.full)
            #expect(try await setting(store, .process, word * 2 + 1) == Self.normal)
        }
        #expect(try await setting(store, .powerCut, 99) == Self.full)
    }

    @Test("a claim is not flushed, and what follows is")
    func claims() async throws {
        let store = try StoreFixture().open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        #expect(try await store.claimDue(now: StoreFixture.time(1), limit: 1).count == 1)
        #expect(try await setting(store, .process, 1) == Self.normal)
        try await store.release(new.delivery, at: StoreFixture.time(2))
        #expect(try await setting(store, .powerCut, 2) == Self.full)
    }

    @Test("the log stays one chain when writes fail after they added to it, and others write between groups")
    func chain() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        for _ in 0..<20 {
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        _ = try? await store.writer.write(.other) { (connection) throws(StoreError) in
                            try AuditTable(connection: connection).append([StoreFixture.record(.open)])
                            if number % 3 == 0 { throw StoreError(.notFound, "a test") }
                        }
                    }
                }
            }
            let visitor = try fixture.open(as: .visitor)
            try await visitor.record([StoreFixture.record(.open)])
            visitor.close()
        }
        let report = try store.verifyAudit(signedBy: [])
        #expect(report.isWhole)
        #expect(try store.auditHead()?.sequence == 20 * 9)
        #expect(try store.knownAuditHead()?.sequence == 20 * 9 - 1)
    }

    @Test("the known end of the log is the last entry that is there, also when what came after it was taken back")
    func knownEnd() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        #expect(try store.knownAuditHead() == nil)
        let visitor = try fixture.open(as: .visitor)
        try await visitor.record([StoreFixture.record(.open)])
        #expect(try store.knownAuditHead() == store.auditHead())
        try await store.record([StoreFixture.record(.open)])
        await #expect(throws: StoreError.self) {
            try await store.writer.write(.other) { (connection) throws(StoreError) in
                try AuditTable(connection: connection).append([StoreFixture.record(.open)])
                throw StoreError(.notFound, "a test")
            }
        }
        #expect(try store.knownAuditHead()?.sequence == 2)
        #expect(try store.knownAuditHead() == store.auditHead())
    }

    @Test("writes that come in small and in large crowds all end, each with its own answer")
    func crowds() async throws {
        let store = try StoreFixture().open()
        for count in [1, 2, 3, 15, 16, 17, 40, 5, 300, 16, 3] {
            let answers = try await withThrowingTaskGroup(of: Int64?.self) { group in
                for number in 0..<count {
                    group.addTask {
                        try await store.writer.write(.other) { (connection) throws(StoreError) in
                            try connection.first("SELECT ?", SQLValue(number)) { (row) throws(StoreError) in
                                row.integer(0)
                            }
                        }
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(answers == Set((0..<count).map { Int64($0) }))
        }
    }
}
