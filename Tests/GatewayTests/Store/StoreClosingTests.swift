import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Store: its end")
struct StoreClosingTests {
    private func journals(_ fixture: StoreFixture) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: fixture.folder).filter {
            $0.hasSuffix("-wal") || $0.hasSuffix("-shm")
        }
    }

    @Test("a store that was closed has no journals, and its two files alone have everything")
    func files() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [StoreFixture.record(.submit)])
        _ = try store.delivery(new.delivery)
        #expect(try !journals(fixture).isEmpty)
        store.close()
        store.close()
        #expect(try journals(fixture).isEmpty)
        let copy = try StoreFixture()
        for (from, to) in [
            (fixture.location.messages, copy.location.messages), (fixture.location.keys, copy.location.keys),
        ] { try FileManager.default.copyItem(atPath: from, toPath: to) }
        #expect(try copy.open().delivery(new.delivery).content == new.content)
    }

    @Test("after its end nothing is changed and no content is shown")
    func refusals() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        store.close()
        let later = await #expect(throws: StoreError.self) {
            try await store.submit([StoreFixture.delivery()], audit: [])
        }
        #expect(later?.reason == .closed)
        #expect(throws: StoreError.self) { try store.delivery(new.delivery) }
        #expect(try store.counts().states == [.outbound(.queued): 1])
    }

    @Test("a command that still works with the store does not keep the node from ending, and loses nothing")
    func visitor() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let visitor = try fixture.open(as: .visitor)
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        store.close()
        let second = StoreFixture.delivery()
        try await visitor.submit([second], audit: [])
        #expect(try visitor.delivery(new.delivery).content == new.content)
        visitor.close()
        #expect(try journals(fixture).isEmpty)
        #expect(try fixture.open().counts().states == [.outbound(.queued): 2])
    }
}
