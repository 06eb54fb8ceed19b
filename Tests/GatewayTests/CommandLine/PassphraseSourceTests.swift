import Foundation
import Testing

@testable import Gateway

@Suite("Passphrase: where a node gets it from")
struct PassphraseSourceTests {
    private let folder: WorkFolder

    init() throws { folder = try WorkFolder() }

    /// As systemd lays it down: its service may read it, as one of the group.
    private func credential(_ mode: Int = 0o440) throws {
        try Data("een wachtzin van systemd\n".utf8).write(to: URL(filePath: folder["wachtzin"]))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder["wachtzin"])
    }

    private func read(_ name: String = "wachtzin", from credentials: String?) throws(CommandError) -> String {
        let console = MemoryConsole(secrets: ["een getypte wachtzin"])
        let bytes = try PassphraseSource.read(.credential(name), on: console, credentials: credentials)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("a credential of systemd is read from its folder")
    func credentials() throws {
        try credential()
        #expect(try read(from: folder.path) == "een wachtzin van systemd")
    }

    @Test("beside the service, which alone has it, the passphrase is asked for")
    func besideTheService() throws {
        #expect(try read(from: nil) == "een getypte wachtzin")
    }

    @Test("without a terminal the remedy is named")
    func noTerminal() {
        let error = #expect(throws: CommandError.self) {
            _ = try PassphraseSource.read(.credential("wachtzin"), on: NoConsole(), credentials: nil)
        }
        #expect(error?.exitCode == .usage)
    }

    @Test("one that others can read, or that is not there, is refused")
    func refused() throws {
        try credential(0o444)
        let open = #expect(throws: CommandError.self) { _ = try read(from: folder.path) }
        #expect(open?.message.contains("can be read by others") == true)
        let absent = #expect(throws: CommandError.self) { _ = try read("anders", from: folder.path) }
        #expect(absent?.message.contains("can't be opened") == true)
    }
}
