import Envelope
import Foundation
import Synchronization
import Testing

@testable import Gateway

/// A node folder before its node ran for the first time.
@Suite("Commands: before the first start")
struct FirstStoreTests {
    private static let mail = "m.postma@deterp.example"

    private let node: ExampleNodeFolder

    init() throws { node = try ExampleNodeFolder() }

    private func send(_ more: [String] = []) -> (status: ExitCode, console: MemoryConsole) {
        node.run(["send", Repository.form("registratie"), "--type", "registratie", "--as", Self.mail] + more)
    }

    @Test(
        "what looks at the store says that there is none yet, and what makes it",
        arguments: [["messages"], ["retry", "--all"], ["audit", "verify"], ["show", UniqueID.random().description]])
    func none(words: [String]) {
        let (status, console) = node.run(words)
        #expect(status == .refused)
        #expect(console.noted.contains("er is nog geen opslag"))
        #expect(console.noted.contains("weerthuis serve"))
        #expect(node.location.isAbsent)
    }

    @Test("a backup of nothing leaves no folder behind")
    func backup() {
        let (status, console) = node.run(["backup", "--out", node.folder["a"], "--keys-out", node.folder["b"]])
        #expect(status == .refused)
        #expect(console.noted.contains("er is nog geen opslag"))
        #expect(!FileManager.default.fileExists(atPath: node.folder["a"]))
    }

    @Test("send makes it, and the node finds the form in it")
    func makes() throws {
        let (status, console) = send()
        #expect(status == .success, "\(console.noted)")
        #expect(try node.folder.permissions("node/store/keys.sqlite") == 0o600)
        let store = try Store(
            at: node.location, access: Vault.Access(Passphrase(ExampleNodeFolder.passphrase)), as: .node)
        #expect(try store.messages().messages.map(\.state) == [.outbound(.queued)])
    }

    @Test("a passphrase that does not open the node's keys makes no store")
    func wrongPassphrase() throws {
        try node.folder.write("other", Array("een heel andere zin\n".utf8))
        #expect(send(["--passphrase-file", node.folder["other"]]).status == .refused)
        #expect(node.location.isAbsent)
    }

    @Test("who is not the owner of the folder makes none: the node could not open it", .enabled(if: geteuid() == 0))
    func anotherUser() throws {
        for name in ["", "/store"] where FileManager.default.fileExists(atPath: node.path + name) {
            try #require(chown(node.path + name, 12_345, 12_345) == 0)
        }
        let (status, console) = send()
        #expect(status == .refused)
        #expect(console.noted.contains("van een andere gebruiker"))
        #expect(node.location.isAbsent)
    }

    @Test("several at once make one store, and every form is in it")
    func together() throws {
        let folder = node.path
        let outcomes = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            let console = MemoryConsole()
            let words = ["send", Repository.form("registratie"), "--type", "registratie", "--as", Self.mail]
            let status = WeerThuisTool.run(words + ["--node", folder], on: console)
            outcomes.withLock { $0.append("\(status) \(console.noted)") }
        }
        #expect(outcomes.withLock { $0 }.allSatisfy { $0.hasPrefix("success") }, "\(outcomes.withLock { $0 })")
        let store = try Store(
            at: node.location, access: Vault.Access(Passphrase(ExampleNodeFolder.passphrase)), as: .visitor)
        #expect(try store.messages().messages.count == 4)
    }

    /// What one who was stopped while making the store leaves behind, the last time at its end.
    enum Halfway: CaseIterable {
        case nothing, emptyMessages, messages, emptyKeys, both
    }

    private func leave(_ halfway: Halfway) throws {
        try node.store().close()
        let files = node.location
        let lost: [String]
        switch halfway {
        case .nothing: lost = [files.messages, files.keys]
        case .emptyMessages, .messages: lost = [files.keys]
        case .emptyKeys, .both: lost = []
        }
        for path in lost { try #require(unlink(path) == 0) }
        if halfway == .emptyMessages { try #require(truncate(files.messages, 0) == 0) }
        if halfway == .emptyKeys { try #require(truncate(files.keys, 0) == 0) }
        if halfway == .messages || halfway == .emptyKeys {
            try Connection(path: files.messages, mode: .create).execute("DELETE FROM identity")
        }
        try files.beginMaking()
    }

    @Test(
        "who was stopped while making it left no store; the next one makes it to the end", arguments: Halfway.allCases)
    func halfway(_ halfway: Halfway) throws {
        try leave(halfway)
        #expect(node.location.isAbsent)
        #expect(node.run(["messages"]).console.noted.contains("er is nog geen opslag"))
        #expect(throws: StoreError(.absent, node.location.folder)) {
            _ = try Store(
                at: node.location, access: Vault.Access(Passphrase(ExampleNodeFolder.passphrase)), as: .visitor)
        }
        let (status, console) = send()
        #expect(status == .success, "\(console.noted)")
        #expect(!node.location.isAbsent)
        #expect(try node.store().messages().messages.count == 1)
    }

    @Test("who comes while another one makes it waits for that", arguments: [Halfway.emptyMessages, .messages, .both])
    func wait(halfway: Halfway) throws {
        try leave(halfway)
        try lockStore(for: .milliseconds(300))
        let (status, console) = send()
        #expect(status == .success, "\(console.noted)")
    }

    private func lockStore(for time: DispatchTimeInterval) throws {
        let lock = try FileLock(path: node.location.lock)
        DispatchQueue.global().asyncAfter(deadline: .now() + time) { withExtendedLifetime(lock) {} }
    }

    @Test("a file of a store that was made, and is empty now, is damage: none is made", arguments: [true, false])
    func emptied(messages: Bool) throws {
        try node.store().close()
        let journal = node.location.messages + "-wal"
        try Data([1]).write(to: URL(filePath: journal))
        let path = messages ? node.location.messages : node.location.keys
        try #require(truncate(path, 0) == 0)
        let (status, console) = send()
        #expect(status == .refused)
        #expect(console.noted.contains("\(path): not as it was written"))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int == 0)
        #expect(FileManager.default.fileExists(atPath: journal))
    }

    @Test("two processes that make the same file both find it made")
    func migrations() throws {
        let path = node.folder["file.sqlite"]
        let errors = Mutex<[StoreError]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do throws(StoreError) {
                try VaultSchema.migrations.apply(to: Connection(path: path, mode: .create), isNew: true)
            } catch {
                errors.withLock { $0.append(error) }
            }
        }
        #expect(errors.withLock { $0 }.isEmpty)
    }
}
