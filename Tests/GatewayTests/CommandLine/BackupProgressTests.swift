import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// What `backup` says to a program, and to a person who waits for a large copy.
@Suite("Command: backup, told")
struct BackupProgressTests {
    private let node: ExampleNodeFolder

    /// A store of several steps of the copy.
    init() async throws {
        node = try ExampleNodeFolder()
        let store = try node.store()
        for _ in 0..<3 {
            let delivery = try node.delivery(content: String(repeating: "x", count: 4 << 20))
            try await store.submit([delivery], audit: [])
        }
        store.close()
    }

    private func backup(_ more: [String], isShown: Bool) -> (status: ExitCode, console: MemoryConsole) {
        node.run(
            ["backup", "--out", node.folder["copy"], "--keys-out", node.folder["copy-keys"]] + more,
            on: MemoryConsole(isOutputShown: isShown))
    }

    @Test("a terminal that looks is told how far it is")
    func shown() {
        let (status, console) = backup([], isShown: true)
        #expect(status == .success, "\(console.noted)")
        let told = console.notes.filter { $0.hasPrefix("backup: ") }
        #expect(told.count > 1)
        #expect(told.last == "backup: 100%")
        #expect(Set(told).count == told.count)
        #expect(!console.printed.contains("%"))
    }

    @Test("a file or a pipe is not")
    func hidden() {
        let (status, console) = backup([], isShown: false)
        #expect(status == .success, "\(console.noted)")
        #expect(!console.noted.contains("%"))
    }

    @Test("a program gets one object, and no progress")
    func json() throws {
        let (status, console) = backup(["--json"], isShown: true)
        #expect(status == .success, "\(console.noted)")
        #expect(console.notes.isEmpty)
        let facts = try JSONDocument(parsing: console.output).root
        #expect(facts["out"]?.string == node.folder["copy"])
        #expect(facts["keysOut"]?.string == node.folder["copy-keys"])
        #expect(facts["messages"]?.number?.description == "3")
    }

    @Test("the way back tells how far it is as well")
    func restore() async throws {
        #expect(backup([], isShown: false).status == .success)
        let place = BackupPlace(messages: node.folder["copy"], keys: node.folder["copy-keys"])
        let target = StoreLocation(folder: node.folder.path)
        var steps: [Int] = []
        _ = try await Store.restore(
            place.location, to: target, access: Vault.Access(Passphrase(ExampleNodeFolder.passphrase)),
            at: SystemClock.now, actor: "beheer"
        ) { done, total in
            steps.append(done)
            #expect(done <= total)
        }
        #expect(steps.count > 1)
        #expect(steps == steps.sorted())
    }

    @Test("work of one step is done before anybody wonders")
    func short() {
        let console = MemoryConsole(isOutputShown: true)
        TerminalProgress("backup", isTold: true, on: console).tell(5, of: 5)
        #expect(console.notes.isEmpty)
    }
}
