import Foundation

/// The stock `openssl` command, as the judge of what we write.
struct OpenSSLTool {
    struct Outcome {
        let status: Int32
        let output: [UInt8]
        let errors: String
        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// A folder of its own for one test.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    func write(_ name: String, _ text: String) throws { try write(name, [UInt8](text.utf8)) }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    @discardableResult
    func run(_ arguments: String...) throws -> Outcome { try run(program: "/usr/bin/openssl", arguments) }

    func run(program: String, _ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let errors = folder.appending(path: ".stderr-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let written = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: [UInt8](written),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
