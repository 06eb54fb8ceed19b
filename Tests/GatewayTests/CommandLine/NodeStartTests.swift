import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Command: serve")
struct NodeStartTests {
    private let folder: ExampleNodeFolder

    init() throws { folder = try ExampleNodeFolder() }

    private func start(passphrase: [UInt8] = ExampleNodeFolder.passphrase) throws -> Node {
        try ExampleNodeStart(folder).node(passphrase: passphrase)
    }

    private func change(_ old: String, _ new: String) throws {
        let file = URL(filePath: "\(folder.path)/node.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(old))
        try Data(text.replacing(old, with: new).utf8).write(to: file)
    }

    @Test("a node folder becomes a node that listens, and leaves a signed checkpoint when it stops")
    func starts() async throws {
        let node = try start()
        try await node.start()
        #expect(node.port > 0)
        #expect(node.localPort > 0)
        let health = await node.watch.answer(HTTPRequest(method: "GET", path: "/healthz"))
        #expect(health.status == 200, "\(String(decoding: health.body, as: UTF8.self))")
        await node.stop()
        #expect(try node.store.checkpoints().count == 1)
    }

    @Test("keys of the example region start no node outside a demonstration; the file is named")
    func exampleKeys() throws {
        try change("\"demo\": true", "\"demo\": false")
        let error = #expect(throws: CommandError.self) { _ = try start() }
        #expect(error?.exitCode == .refused)
        #expect(error?.message.contains(".cert.pem") == true)
        #expect(error?.message.contains("demo") == true)
    }

    @Test("a wrong passphrase is refused, and named as such")
    func wrongPassphrase() throws {
        let error = #expect(throws: CommandError.self) {
            _ = try start(passphrase: Array("niet de goede wachtzin".utf8))
        }
        #expect(error?.message.contains("the passphrase is wrong") == true)
    }

    /// Keeps the lock of the store for a moment, as `weerthuis send` does while it makes it.
    private func holdLock(milliseconds: UInt32) throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/store", withIntermediateDirectories: true)
        let lock = try FileLock(path: folder.location.lock)
        Thread.detachNewThread {
            withExtendedLifetime(lock) { _ = usleep(milliseconds * 1_000) }
        }
    }

    @Test("a node that starts while somebody makes its store waits for that")
    func waits() async throws {
        try holdLock(milliseconds: 700)
        let node = try start()
        await node.stop()
    }

    @Test("a second node on the same store is refused")
    func twice() async throws {
        let first = try start()
        let error = #expect(throws: CommandError.self) { _ = try start() }
        #expect(error?.message.contains("another node works with this store") == true)
        await first.stop()
    }
}
