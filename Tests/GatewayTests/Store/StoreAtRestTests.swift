import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Store: at rest")
struct StoreAtRestTests {
    private let secret = "999990019 Jansen"

    @Test("content, receipts and evidence are nowhere on disk in the clear")
    func encrypted() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.inbound(content: "{\"bsn\":\"\(secret)\"}")
        _ = try await store.receive(new, audit: [])
        let delivery = StoreFixture.delivery(content: "{\"bsn\":\"\(secret)\"}")
        try await store.submit([delivery], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(1), limit: 1)
        try await store.recordDelivered(
            delivery.delivery, receipt: Array(secret.utf8), mic: Array(secret.utf8),
            evidence: KeptEvidence(Array(secret.utf8), of: [1]), at: StoreFixture.time(2), audit: [])
        let bytes = try fixture.bytesOnDisk()
        #expect(!contains(bytes, secret))
        #expect(!contains(bytes, "receipt for"))
        #expect(!contains(bytes, "signed {"))
        #expect(contains(bytes, new.messageID.description))
    }

    @Test("destroying a dossier's key leaves its content unreadable, also in an old copy of the messages")
    func destroy() async throws {
        let fixture = try StoreFixture()
        let (gone, kept) = (StoreFixture.inbound(), StoreFixture.inbound())
        let store = try fixture.open()
        for new in [gone, kept] { _ = try await store.receive(new, audit: []) }
        let wrapped = try wrappedKey(of: gone, store, fixture)
        #expect(contains(try fixture.bytesOnDisk(), wrapped))
        try await store.destroy(gone.dossier, at: StoreFixture.time(9), audit: [StoreFixture.record(.destroy)])
        let refusal = StoreError(.destroyed, "dossier \(gone.dossier)")
        #expect(throws: refusal) { try store.content(of: .inbound(gone.inbound)) }
        #expect(try store.content(of: .inbound(kept.inbound)) == kept.content)
        #expect(try store.summary(of: .inbound(gone.inbound)).isIntact)
        let again = StoreFixture.inbound(dossier: gone.dossier)
        await #expect(throws: refusal) { try await store.receive(again, audit: []) }
        #expect(!contains(try fixture.bytesOnDisk(), wrapped))
    }

    @Test("a key file from before the destruction does not bring the dossier back")
    func oldKeyFile() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.inbound()
        let copy = StoreLocation(messages: fixture.folder + "/unused", keys: fixture.folder + "/old-keys")
        try await fill(fixture, new, copy)
        try FileManager.default.removeItem(atPath: fixture.location.keys)
        try FileManager.default.moveItem(atPath: copy.keys, toPath: fixture.location.keys)
        let store = try fixture.open()
        #expect(throws: StoreError(.destroyed, "dossier \(new.dossier)")) {
            try store.content(of: .inbound(new.inbound))
        }
    }

    private func fill(_ fixture: StoreFixture, _ new: NewInbound, _ copy: StoreLocation) async throws {
        let store = try fixture.open()
        _ = try await store.receive(new, audit: [])
        try await store.backup(to: copy, audit: [])
        try await store.destroy(new.dossier, at: StoreFixture.time(9), audit: [])
        store.close()
    }

    @Test("only the owner can read the files of a store and of its backup")
    func modes() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit([StoreFixture.delivery()], audit: [])
        try await store.backup(
            to: StoreLocation(messages: fixture.folder + "/copy", keys: fixture.folder + "/copied-keys"), audit: [])
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder)
        #expect(names.count >= 7)
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: fixture.folder + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("a wrong passphrase is refused and changes nothing")
    func wrongPassphrase() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.inbound()
        do {
            let store = try fixture.open()
            _ = try await store.receive(new, audit: [])
        }
        #expect(throws: StoreError(.wrongPassphrase, fixture.location.keys)) {
            try Store(at: fixture.location, access: StoreFixture.access("iets anders"))
        }
        #expect(try fixture.open().content(of: .inbound(new.inbound)) == new.content)
    }

    @Test("the key file of another store is refused")
    func foreignKeys() throws {
        let (one, two) = (try StoreFixture(), try StoreFixture())
        _ = try one.open()
        _ = try two.open()
        let mixed = StoreLocation(messages: one.location.messages, keys: two.location.keys)
        #expect(throws: StoreError(.foreign, one.location.messages)) {
            try Store(at: mixed, access: StoreFixture.access())
        }
    }

    @Test("a store has one node at a time; a command may look beside it")
    func oneNode() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        #expect(throws: StoreError(.inUse, fixture.location.lock)) { try fixture.open() }
        let visitor = try fixture.open(as: .visitor)
        let new = StoreFixture.delivery()
        try await visitor.submit([new], audit: [StoreFixture.record(.submit)])
        try await store.record([StoreFixture.record(.administer)])
        #expect(try store.delivery(new.delivery).state == .queued)
        #expect(try store.verifyAudit(signedBy: []).isWhole)
    }

    @Test("a missing file is an error, not a new store")
    func missing() throws {
        let fixture = try StoreFixture()
        #expect(throws: StoreError.self) { try Store(at: fixture.location, access: StoreFixture.access()) }
        #expect(!FileManager.default.fileExists(atPath: fixture.location.messages))
    }

    @Test("a closed store refuses changes")
    func closed() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        store.close()
        await #expect(throws: StoreError(.closed, fixture.location.messages)) { try await store.record([]) }
    }

    private func wrappedKey(of new: NewInbound, _ store: Store, _ fixture: StoreFixture) throws -> [UInt8] {
        let key = try StoreFixture.row(.inbound(new.inbound), in: store).keyID
        let connection = try Connection(path: fixture.location.keys, mode: .readOnly)
        let bytes = try connection.first("SELECT wrapped FROM dossier_key WHERE id = ?", .id(key)) {
            (row) throws(StoreError) in row.bytes(0)
        }
        return try #require(bytes)
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool { contains(bytes, Array(text.utf8)) }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { Data(bytes).range(of: Data(part)) != nil }
}
