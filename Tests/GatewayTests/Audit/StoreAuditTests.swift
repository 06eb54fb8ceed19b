import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Audit: the log in the store")
struct StoreAuditTests {
    @Test("entries come to disk with what they record, or not at all, and in one chain")
    func together() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask { try? await store.submit([new], audit: [StoreFixture.record(.submit, new.id)]) }
                group.addTask { try await store.record([StoreFixture.record(.administer)]) }
            }
            try await group.waitForAll()
        }
        #expect(try store.auditEntries(about: new.id).count == 1)
        #expect(try store.auditHead()?.sequence == 21)
        let report = try store.verifyAudit(signedBy: [])
        #expect(report.isWhole)
        #expect(report.entries == 21)
    }

    @Test("every field of an entry comes back as it was recorded")
    func fields() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let dossier = UniqueID.random()
        let records = AuditAction.allCases.map { action in
            AuditRecord(
                time: StoreFixture.time(5), actor: "Jikke \"de Boer\"", action: action, party: StoreFixture.party(3),
                message: StoreFixture.messageID(), dossier: dossier, result: "onvolledig", detail: "regel\nmet einde")
        }
        try await store.record(records)
        #expect(try store.auditEntries().map(\.record) == records)
        #expect(try store.auditEntries(aboutDossier: dossier).count == records.count)
        #expect(try store.verifyAudit(signedBy: []).isWhole)
    }

    @Test("checkpoints are signed once per state of the log and verified with the party's keys")
    func checkpoints() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let key = try PrivateKey.generate()
        #expect(try await sign(store, key) == nil)
        try await store.record([StoreFixture.record(.administer)])
        let checkpoint = try #require(try await sign(store, key))
        #expect(checkpoint.reference == (try store.auditHead()))
        #expect(try await sign(store, key) == nil)
        let report = try store.verifyAudit(signedBy: [key.publicKey])
        #expect(report.isWhole)
        #expect(report.checkpoints == 1)
        let stranger = try PrivateKey.generate()
        let signer = try key.publicKey.fingerprint().bytes
        #expect(
            try store.verifyAudit(signedBy: [stranger.publicKey]).findings
                == [.unknownSigner(signer, sequences: 1...1, count: 1)])
    }

    @Test("openssl verifies a checkpoint")
    func openssl() async throws {
        let fixture = try StoreFixture()
        let key = try PrivateKey.generate()
        let reference = try #require(ChainReference(sequence: 7, hash: [UInt8](repeating: 3, count: 32)))
        let checkpoint = try AuditCheckpoint(
            signing: reference, at: StoreFixture.time(0), party: StoreFixture.own, with: key)
        let files = [
            "statement": checkpoint.statement, "signature": checkpoint.signature, "key": key.publicKey.encoded,
        ]
        for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: fixture.folder + "/" + name)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.currentDirectoryURL = URL(fileURLWithPath: fixture.folder)
        process.arguments = [
            "dgst", "-sha256", "-verify", "key", "-keyform", "DER", "-signature", "signature", "statement",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test("a foreign hand in the file is found and named")
    func foreignHand() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.record((0..<30).map { StoreFixture.record(.open, detail: "nummer \($0)") })
        let key = try PrivateKey.generate()
        try await sign(store, key)
        let connection = try Connection(path: fixture.location.messages, mode: .create)
        #expect(throws: StoreError.self) { try connection.execute("DELETE FROM audit WHERE sequence = 3") }
        #expect(throws: StoreError.self) { try connection.execute("UPDATE audit SET actor = 'x' WHERE sequence = 3") }
        try connection.run(script: "DROP TRIGGER audit_kept; DROP TRIGGER audit_fixed;")
        try connection.execute("UPDATE audit SET actor = 'x' WHERE sequence = 3")
        try connection.execute("UPDATE audit SET action = 'zomaar' WHERE sequence = 9")
        try connection.execute("DELETE FROM audit WHERE sequence IN (14, 15)")
        try connection.execute("DELETE FROM audit WHERE sequence = 30")
        let report = try store.verifyAudit(signedBy: [key.publicKey])
        #expect(report.findings.prefix(3) == [.changed(sequence: 3), .changed(sequence: 9), .missing(14...15)])
        guard case .cutOff(30, 29, _) = report.findings.last else {
            Issue.record("the cut-off end was not found: \(report.findings)")
            return
        }
    }

    @discardableResult
    private func sign(_ store: Store, _ key: PrivateKey) async throws -> AuditCheckpoint? {
        try await store.signCheckpoint(at: StoreFixture.time(1), party: StoreFixture.own, with: key)
    }
}
