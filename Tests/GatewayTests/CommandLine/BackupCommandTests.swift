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

    /// A node whose `node.json` names files of every kind, in its folder and elsewhere.
    private func namesMore() throws {
        let file = URL(filePath: "\(node.path)/node.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        for (name, content) in [("elders/lijst.json", "{}"), ("elders/mail.pem", "PEM"), ("node/post", "geheim")] {
            let place = URL(filePath: node.folder[name])
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content.utf8).write(to: place)
        }
        let clients = "\(node.path)/klanten"
        try FileManager.default.createDirectory(atPath: clients, withIntermediateDirectories: true)
        for kind in ["cert", "key"] {
            try Data(kind.utf8).write(to: URL(filePath: "\(clients)/00000099000000002000.\(kind).pem"))
        }
        let more = """
            "profile": {"codeLists": ["\(node.folder["elders/lijst.json"])"]},
            "mail": {
                "address": "node@deterp.example", "authorities": "\(node.folder["elders/mail.pem"])",
                "out": {"url": "smtp://localhost:25", "user": "node", "password": "post"}},
            "delivery": {"clients": "klanten",
            """
        try #require(text.contains("\"delivery\": {"))
        try Data(text.replacing("\"delivery\": {", with: more).utf8).write(to: file)
    }

    @Test func whatNodeJSONNamesComesBack_AndWhatDoesNotIsNamed() async throws {
        try namesMore()
        _ = try node.store()
        let made = backup()
        #expect(made.status == .success, "\(made.console.noted)")
        #expect(made.console.noted.contains("0 messages and"))
        let before = try NodeFolder(node.path).configuration(on: MemoryConsole())
        try FileManager.default.removeItem(atPath: node.path)
        try FileManager.default.removeItem(atPath: node.folder["elders"])
        try FileManager.default.removeItem(
            atPath: node.folder["copy-keys"] + "/node/klanten/00000099000000002000.key.pem")
        let restored = run(
            ["restore", "--node", node.path, "--from", node.folder["copy"], "--keys-from", node.folder["copy-keys"]]
                + ["--passphrase-file", node.folder["passphrase"]])
        #expect(restored.status == .success, "\(restored.console.noted)")
        let after = try NodeFolder(node.path).configuration(on: MemoryConsole())
        #expect(after == before)
        let missing = NodeFiles(after, in: NodeFolder(node.path)).missing
        #expect(missing == ["\(node.path)/klanten/00000099000000002000.key.pem"])
        #expect(restored.console.noted.contains("2000.key.pem, which is neither there nor in the backup"))
        #expect(restored.console.noted.contains("the passphrase is in no backup"))
        #expect(FileManager.default.contents(atPath: node.folder["elders/lijst.json"]) == Data("{}".utf8))
        #expect(FileManager.default.contents(atPath: node.path + "/post") == Data("geheim".utf8))
    }

    @Test func wholePathsOfTheOldFolderComeBackThere_AlsoBesideTheStore() throws {
        let file = URL(filePath: "\(node.path)/node.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains("\"delivery\": {"))
        let keys = "\(node.path)/store"
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(node.path)/keys")
        _ = try node.store()
        for name in names {
            try FileManager.default.moveItem(atPath: "\(node.path)/keys/\(name)", toPath: "\(keys)/\(name)")
        }
        let paths = "\"keys\": \"\(keys)\", \"store\": \"\(keys)\", "
        try Data(text.replacing("\"delivery\": {", with: paths + "\"delivery\": {").utf8).write(to: file)
        let made = backup()
        #expect(made.status == .success, "\(made.console.noted)")
        let copied = try FileManager.default.subpathsOfDirectory(atPath: node.folder["copy-keys"])
        #expect(!copied.contains { $0.hasPrefix("node/") && $0.contains("sqlite") })
        try FileManager.default.removeItem(atPath: node.path)
        let restored = run(
            ["restore", "--node", node.folder["new"], "--from", node.folder["copy"], "--keys-from"]
                + [node.folder["copy-keys"], "--passphrase-file", node.folder["passphrase"]])
        #expect(restored.status == .success, "\(restored.console.noted)")
        #expect(!restored.console.noted.contains("neither there nor in the backup"), "\(restored.console.noted)")
        for name in names { #expect(FileManager.default.fileExists(atPath: "\(keys)/\(name)")) }
    }

    @Test func aRestoredNodeStarts() async throws {
        _ = try node.store()
        #expect(backup().status == .success)
        try FileManager.default.removeItem(atPath: node.path)
        let restored = run(
            ["restore", "--node", node.path, "--from", node.folder["copy"], "--keys-from", node.folder["copy-keys"]]
                + ["--passphrase-file", node.folder["passphrase"]])
        #expect(restored.status == .success, "\(restored.console.noted)")
        let started = try ExampleNodeStart(node).node()
        try await started.start()
        #expect(started.port > 0)
        await started.stop()
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
