import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite struct BackupCommandTests {
    private let node: ExampleNodeFolder

    init() throws { node = try ExampleNodeFolder() }

    private func run(_ words: [String]) -> (status: ExitCode, console: MemoryConsole) {
        let console = MemoryConsole()
        return (WeerThuisTool.run(words, on: console), console)
    }

    private func backup() -> (status: ExitCode, console: MemoryConsole) {
        node.run(["backup", "--out", node.folder["copy"], "--keys-out", node.folder["copy-keys"]])
    }

    @Test func theDrillABackupUnderTheNodeAndTheLossOfEverything() async throws {
        let delivery = try node.delivery(content: #"{"a":1}"#)
        do {
            let store = try node.store(as: .node)
            try await store.submit([delivery], audit: [StoreFixture.record(.submit, delivery.id)])
            _ = try await store.claimDue(now: SystemClock.now, limit: 1)
            #expect(backup().status == .success)
            store.close()
        }
        let passphrase = node.folder["passphrase"]
        try FileManager.default.removeItem(atPath: node.path)
        let restored = run(
            ["restore", "--node", node.path, "--from", node.folder["copy"], "--keys-from", node.folder["copy-keys"]]
                + ["--passphrase-file", passphrase, "--as", "m.postma@deterp.example"])
        #expect(restored.status == .success, "\(restored.console.noted)")
        #expect(restored.console.printed.contains("Teruggezet: 1 berichten; 1 worden opnieuw verzonden."))
        #expect(restored.console.printed.contains("staat niet in deze reservekopie"))
        let store = try node.store()
        #expect(try store.delivery(delivery.delivery).content == delivery.content)
        #expect(try store.delivery(delivery.delivery).state == .queued)
        #expect(run(["messages", "--node", node.path, "--passphrase-file", passphrase]).status == .success)
        let keys = try KeyFolder(path: node.path + "/keys").load(
            passphrase: ExampleNodeFolder.passphrase, acceptsExamples: true)
        #expect(keys.certificates.count == 5)
        let verified = run(["audit", "verify", "--node", node.path, "--passphrase-file", passphrase])
        #expect(verified.status == .success, "\(verified.console.printed)")
        #expect(verified.console.printed.contains("records a restore"))
    }

    @Test func theMessagesFolderHoldsNoKeyAndNoPassphrase() throws {
        _ = try node.store()
        #expect(backup().status == .success)
        let names = try FileManager.default.subpathsOfDirectory(atPath: node.folder["copy"])
        #expect(names.contains("messages.sqlite"))
        #expect(!names.contains { $0.contains("key") || $0.contains("passphrase") })
        #expect(try node.folder.permissions("copy") == 0o700)
    }

    @Test func nothingIsOverwritten() throws {
        _ = try node.store()
        #expect(backup().status == .success)
        #expect(backup().status == .usage)
        let again = node.run(["restore", "--from", node.folder["copy"], "--keys-from", node.folder["copy-keys"]])
        #expect(again.status == .usage)
        #expect(again.console.noted.contains("there is a file already"))
        let one = node.run(["backup", "--out", node.folder["x"], "--keys-out", node.folder["x"]])
        #expect(one.status == .usage && one.console.noted.contains("the same folder"))
    }
}
