import Foundation
import Testing

@testable import Gateway

/// The program as a shell starts it, with streams that are closed, full, or read by nobody.
@Suite("Standard streams")
struct StandardStreamsTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        let words: String
        let status: Int32
        var says = ""

        var testDescription: String { words }
    }

    /// Runs `$0` in a shell.
    private static func shell(_ words: String, in folder: String = "/", output: FileHandle? = nil) throws -> (
        status: Int32, errors: String
    ) {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \"$0\" " + words, KeyProcessFixture.program]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationReason == .exit, "ended by signal \(process.terminationStatus)")
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    @Test(
        "the exit status tells the truth, whatever can be written",
        arguments: [
            Case(words: "--version >/dev/full", status: 3, says: "standard output can't be written"),
            Case(words: "--version >&-", status: 3, says: "standard output can't be written"),
            Case(words: "schema list >/dev/full 2>&1", status: 3),
            Case(words: "--version 2>/dev/full", status: 0),
            Case(words: "--version 2>&-", status: 0),
            Case(words: "vershun 2>/dev/full", status: 2),
            Case(words: "vershun 2>&- >&-", status: 2),
            Case(words: "check - --type registratie 2>/dev/full", status: 1),
            Case(words: "check - --type registratie <&-", status: 3, says: "standard input can't be read"),
            Case(words: "backup --node /nergens --out /nergens/a --keys-out /nergens/b >&- 2>&-", status: 2),
        ])
    private func closedAndFull(_ one: Case) throws {
        let result = try Self.shell(one.words)
        #expect(result.status == one.status, "\(result.errors)")
        #expect(one.says.isEmpty || result.errors.contains(one.says), "\(result.errors)")
    }

    @Test("nobody reads what is printed: no signal ends the program, and the status says so")
    func nobodyReads() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let result = try Self.shell("schema show registratie", output: pipe.fileHandleForWriting)
        #expect(result.status == 3)
        #expect(result.errors.contains("standard output can't be written"))
    }

    @Test("a message that was stored is told as such, when its report can't be printed")
    func storedAllTheSame() throws {
        let folder = try ExampleNodeFolder()
        _ = try folder.store()
        let form = "\(Repository.root)/Tests/Vectors/formulieren/registratie.json"
        let result = try Self.shell(
            "send \(form) --type registratie --as m.postma@deterp.example --node . >/dev/full", in: folder.path)
        #expect(result.status == 3)
        #expect(result.errors.contains("is stored all the same"), "\(result.errors)")
        #expect(try folder.store().counts().states == [.outbound(.queued): 1])
    }

    @Test("a node that can't say that it is ready stops in order, and its log never gets into a file of the node")
    func serve() throws {
        let folder = try ExampleNodeFolder()
        let file = URL(filePath: "\(folder.path)/node.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacing("18401", with: "0").replacing("18451", with: "0").utf8).write(to: file)
        _ = try folder.store()
        for streams in [">/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full"] {
            let result = try Self.shell("serve --node . \(streams)", in: folder.path)
            #expect(result.status == 3, "\(streams): \(result.errors)")
        }
        let store = try folder.store(as: .node)
        defer { store.close() }
        #expect(try store.counts().damaged == 0)
        // Each of the three signed the end of its log.
        #expect(try store.checkpoints().count == 3)
    }
}
