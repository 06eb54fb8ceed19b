import Foundation
import Testing

/// A server that takes one receipt on the loopback interface and keeps it.
final class ReceiptInbox {
    private let folder: URL
    private let process = Process()
    let url: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-inbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("X-Taken: yes\r\n\r\n".utf8).write(to: folder.appending(path: "answer"))
        let output = Pipe()
        process.executableURL = Peers.plainPython
        process.arguments = [Peers.program("http_once.py"), folder.path]
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { line.append(byte) }
        url = "http://127.0.0.1:\(String(decoding: line, as: UTF8.self))/as2"
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The body that came, with its Content-Type.
    func receipt() throws -> (body: [UInt8], contentType: String) {
        let headers = try String(contentsOf: folder.appending(path: "request-headers"), encoding: .utf8)
        let type = headers.split(separator: "\n").first { $0.lowercased().hasPrefix("content-type: ") }
        let body = try Data(contentsOf: folder.appending(path: "request-body"))
        return ([UInt8](body), String(try #require(type).dropFirst(14)))
    }
}
