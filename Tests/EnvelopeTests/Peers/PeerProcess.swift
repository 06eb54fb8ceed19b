import Foundation
import Testing

/// A peer that keeps running beside the test and writes lines.
final class PeerProcess {
    private let process = Process()
    private let output = Pipe()

    init(_ name: String, _ arguments: [String], in folder: URL) throws {
        try #require(FileManager.default.isExecutableFile(atPath: Peers.python.path), Peers.reason)
        process.executableURL = Peers.python
        process.arguments = [Peers.program(name)] + arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        // SIGTERM may be blocked: a child inherits the signal mask of the thread that started it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The next line of its output, without the line end; empty when it has ended.
    func line() -> String {
        var bytes: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The next line, read as a JSON object.
    func json() throws -> [String: Any] {
        let text = line()
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any], "\(text)")
    }

    func waitForEnd() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
