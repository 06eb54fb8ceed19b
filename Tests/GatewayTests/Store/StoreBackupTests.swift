import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Store: backup and restore")
struct StoreBackupTests {
    @Test("the drill: backup under traffic, loss of everything, restore, and the work goes on")
    func drill() async throws {
        let fixture = try StoreFixture()
        let (backup, restored) = (try place("backup", fixture), try place("restored", fixture))
        let received = StoreFixture.inbound()
        let (queued, underWay, delivered) = (
            StoreFixture.delivery(to: 2), StoreFixture.delivery(to: 3), StoreFixture.delivery(to: 4)
        )
        do {
            let store = try fixture.open()
            _ = try await store.receive(
                received, dossier: DossierChange(dossier: received.dossier, opener: received.source),
                audit: [StoreFixture.record(.accept)])
            try await store.submit([queued, underWay, delivered], audit: [StoreFixture.record(.submit)])
            _ = try await store.claimDue(now: StoreFixture.time(1), limit: 9, excluding: [queued.recipient])
            try await store.recordDelivered(
                delivered.delivery, receipt: [4, 5], mic: [6], at: StoreFixture.time(2), audit: [])
            try await withThrowingTaskGroup { group in
                for _ in 0..<40 {
                    group.addTask { try await store.submit([StoreFixture.delivery(to: 9)], audit: []) }
                }
                group.addTask { try await store.backup(to: backup, audit: [StoreFixture.record(.backup)]) }
                try await group.waitForAll()
            }
            store.close()
        }
        for path in [fixture.location.messages, fixture.location.keys] {
            try FileManager.default.removeItem(atPath: path)
        }
        let report = try await Store.restore(
            backup, to: restored, access: StoreFixture.access(), at: StoreFixture.time(100), actor: "beheer")
        #expect(report.requeued == 1)
        #expect(report.lastKnown == StoreFixture.time(0))
        let store = try Store(at: restored, access: StoreFixture.access())
        #expect(try store.delivery(delivered.delivery).receipt == [4, 5])
        #expect(try store.parties(of: received.dossier)?.opener == received.source)
        #expect(try await store.receive(received, audit: []) == .repeated(receipt: received.receipt))
        let claimed = try await store.claimDue(
            now: StoreFixture.time(101), limit: 9, excluding: [StoreFixture.party(9)])
        #expect(Set(claimed.map(\.id)) == [queued.delivery, underWay.delivery])
        #expect(try store.verifyAudit(signedBy: []).isWhole)
        #expect(try store.verifyAudit(signedBy: []).restores == [try #require(try store.auditHead()).sequence])
    }

    @Test("of a younger copy of the keys a restored store keeps its own; what was destroyed stays destroyed")
    func youngerKeys() async throws {
        let fixture = try StoreFixture()
        let (old, young) = (try place("old", fixture), try place("young", fixture))
        let (kept, lost, destroyed) = (StoreFixture.inbound(), StoreFixture.inbound(), StoreFixture.inbound())
        do {
            let store = try fixture.open()
            _ = try await store.receive(kept, audit: [])
            try await store.backup(to: old, audit: [])
            for new in [lost, destroyed] { _ = try await store.receive(new, audit: []) }
            try await store.destroy(destroyed.dossier, at: StoreFixture.time(1), audit: [])
            try await store.backup(to: young, audit: [])
        }
        let restored = try place("restored", fixture)
        _ = try await Store.restore(
            StoreLocation(messages: old.messages, keys: young.keys), to: restored, access: StoreFixture.access(),
            at: StoreFixture.time(2), actor: "beheer")
        let keys = try Connection(path: restored.keys, mode: .readOnly)
        let count = try keys.first("SELECT count(*) FROM dossier_key WHERE wrapped IS NOT NULL") {
            (row) throws(StoreError) in row.integer(0)
        }
        #expect(count == 1)
        let store = try Store(at: restored, access: StoreFixture.access())
        #expect(try store.content(of: .inbound(kept.inbound)) == kept.content)
        #expect(try await store.receive(lost, audit: []) == .stored)
        await #expect(throws: StoreError(.destroyed, "dossier \(destroyed.dossier)")) {
            try await store.receive(destroyed, audit: [])
        }
    }

    @Test("nothing is overwritten, by a backup or by a restore")
    func occupied() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let backup = try place("backup", fixture)
        try await store.backup(to: backup, audit: [])
        await #expect(throws: StoreError(.occupied, backup.messages)) { try await store.backup(to: backup, audit: []) }
        await #expect(throws: StoreError(.occupied, fixture.location.messages)) {
            try await Store.restore(
                backup, to: fixture.location, access: StoreFixture.access(), at: StoreFixture.time(1), actor: "beheer")
        }
    }

    @Test("what a store was not made to the end of makes place for a restored one", arguments: [true, false])
    func halfMade(withFiles: Bool) async throws {
        let fixture = try StoreFixture()
        let (backup, restored) = (try place("backup", fixture), try place("restored", fixture))
        let new = StoreFixture.delivery()
        do {
            let store = try fixture.open()
            try await store.submit([new], audit: [])
            try await store.backup(to: backup, audit: [])
        }
        if withFiles { try Store(at: restored, access: StoreFixture.access(), isNew: true).close() }
        try restored.beginMaking()
        do {
            let lock = try FileLock(path: restored.lock)
            await #expect(throws: StoreError(.inUse, restored.lock)) {
                try await Store.restore(
                    backup, to: restored, access: StoreFixture.access(), at: StoreFixture.time(1), actor: "beheer")
            }
            #expect(FileManager.default.fileExists(atPath: restored.messages) == withFiles)
            withExtendedLifetime(lock) {}
        }
        _ = try await Store.restore(
            backup, to: restored, access: StoreFixture.access(), at: StoreFixture.time(1), actor: "beheer")
        let store = try Store(at: restored, access: StoreFixture.access())
        #expect(try store.messages().messages.count == 1)
    }

    @Test("a damaged backup or a wrong passphrase leaves nothing behind", arguments: [true, false])
    func refused(isDamaged: Bool) async throws {
        let fixture = try StoreFixture()
        let (backup, restored) = (try place("backup", fixture), try place("restored", fixture))
        do {
            let store = try fixture.open()
            try await store.submit((0..<50).map { _ in StoreFixture.delivery() }, audit: [])
            try await store.backup(to: backup, audit: [])
        }
        if isDamaged { try overwrite(backup.messages) }
        await #expect(throws: StoreError.self) {
            try await Store.restore(
                backup, to: restored, access: StoreFixture.access(isDamaged ? StoreFixture.passphrase : "mis"),
                at: StoreFixture.time(1), actor: "beheer")
        }
        #expect(!FileManager.default.fileExists(atPath: restored.messages))
        #expect(!FileManager.default.fileExists(atPath: restored.keys))
    }

    private func place(_ name: String, _ fixture: StoreFixture) throws -> StoreLocation {
        let folder = fixture.folder + "/" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return StoreLocation(folder: folder)
    }

    /// Writes noise over a page in the middle of a file.
    private func overwrite(_ path: String) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let middle = bytes.count / 8_192 * 4_096
        bytes.replaceSubrange(middle..<middle + 4_096, with: Data(repeating: 0x5A, count: 4_096))
        try bytes.write(to: URL(fileURLWithPath: path))
    }
}
