import Foundation
import Testing

/// A server of `Tests/Peers` that runs beside a test and says one JSON line for each thing that happens.
final class PeerServer {
    private let process = Process()
    private let output = Pipe()
    private var rest: [UInt8] = []
    let port: Int

    init(_ python: URL, _ program: String, _ arguments: [String]) throws {
        process.executableURL = python
        process.arguments = [Peers.program(program)] + arguments
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { line.append(byte) }
        let first = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        port = try #require(first?["port"] as? Int, "the peer did not start")
    }

    var isRunning: Bool { process.isRunning }

    deinit { stop() }

    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The next line; nil when the peer has ended.
    func next() async throws -> [String: Any]? {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = Data(rest[..<end])
                rest.removeFirst(end + 1)
                return try JSONSerialization.jsonObject(with: line) as? [String: Any]
            }
            let more = await read()
            if more.isEmpty { return nil }
            rest += more
        }
    }

    /// The next line about `event`; those before it are passed over.
    func next(_ event: String) async throws -> [String: Any] {
        while let line = try await next() {
            if line["event"] as? String == event { return line }
        }
        Issue.record("the peer ended before it said \(event)")
        return [:]
    }

    /// Reads on a thread of its own: a blocked test must not keep the exchange that it waits for from running.
    private func read() async -> [UInt8] {
        let file = output.fileHandleForReading
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: [UInt8](file.availableData)) }
        }
    }
}
