import Foundation
import Testing

@testable import Schemas

@Suite("Sensitive: a personal value has no text form")
struct SensitiveTests {
    private static let secret = "999990019"

    private struct Holder: Error {
        let value: Sensitive<String>
        let list: [Sensitive<String>]
        let tree: JSONTree
    }

    private static var holder: Holder {
        Holder(value: Sensitive(secret), list: [Sensitive(secret)], tree: .object([JSONMember("bsn", .string(secret))]))
    }

    @Test("not in an error, an array, an optional, a dump or a mirror that holds it")
    func indirect() {
        var dumped = ""
        dump(Self.holder, to: &dumped)
        let texts = [
            "\(Self.holder)", String(describing: Self.holder), String(reflecting: Self.holder), dumped,
            "\([Self.holder.value])", "\(Optional(Self.holder.value) as Any)", "\(Self.holder as any Error)",
            String(describing: Self.holder.tree), String(reflecting: [Self.holder.tree]),
        ]
        for text in texts {
            #expect(!text.contains(Self.secret))
            #expect(text.contains(Sensitive<String>.placeholder))
        }
    }

    @Test("not in a JSON value that is a view of a document")
    func view() throws {
        let document = try JSONDocument(parsing: Array("{\"bsn\":\"\(Self.secret)\"}".utf8))
        #expect(!String(reflecting: document.root).contains(Self.secret))
        var dumped = ""
        dump(document.root, to: &dumped)
        #expect(!dumped.contains(Self.secret))
        #expect(document.root["bsn"]?.string == Self.secret)
    }

    @Test("interpolating one does not compile, and revealing it does")
    func compiler() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sensitive-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let right = "func text(_ value: Sensitive<String>) -> String { value.revealed }"
        let wrong = "func text(_ value: Sensitive<String>) -> String { \"\\(value)\" }"
        #expect(try Self.compiles(right, in: folder))
        #expect(try !Self.compiles(wrong, in: folder))
    }

    /// Compiles the types of this folder with a line more, warnings as errors, as the package does.
    private static func compiles(_ line: String, in folder: URL) throws -> Bool {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Schemas/Sensitive")
        let more = folder.appending(path: "More.swift")
        try line.write(to: more, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["swiftc", "-typecheck", "-swift-version", "6", "-warnings-as-errors"]
            + ["Undisclosed.swift", "Sensitive.swift"].map { sources.appending(path: $0).path } + [more.path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
