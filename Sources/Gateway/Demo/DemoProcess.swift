internal import Foundation

/// A node of the demonstration as a process of its own: `weerthuis serve` with its log in a file.
final class DemoProcess {
    /// For a slow machine: that a node ended is seen at once.
    private static let startLimit: TimeInterval = 120
    private static let stopLimit: TimeInterval = 10

    private let process = Process()
    private let output = Pipe()
    private let folder: String
    private let log: String

    /// Starts it; see ``waitUntilReady()``.
    ///
    /// - Parameter program: this program itself, unless another is named.
    init(folder: String, program: String = "/proc/self/exe") throws(CommandError) {
        self.folder = folder
        log = "\(folder)/node.log"
        try FileAccess.create(log, [], replacing: true)
        guard let notes = FileHandle(forWritingAtPath: log) else { throw .failed("\(log) can't be written") }
        process.executableURL = URL(filePath: program).resolvingSymlinksInPath()
        process.arguments = ["serve", "--node", folder, "--json"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = notes
        do { try process.run() } catch { throw .failed("a node can't be started: \(error.localizedDescription)") }
        DemoSignals.add(process.processIdentifier)
    }

    deinit { stop() }

    var identifier: Int32 { process.processIdentifier }

    /// - Throws: `CommandError.failed` with the end of its log when it does not get there.
    func waitUntilReady() throws(CommandError) {
        guard Self.isReady(output.fileHandleForReading.fileDescriptor) else {
            stop()
            throw .failed("the node in \(folder) did not start", remedy: end(of: log))
        }
    }

    /// Asks it to stop, and ends it when it takes too long. Again changes nothing.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        let end = Date(timeIntervalSinceNow: Self.stopLimit)
        while process.isRunning, Date() < end { usleep(5_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        DemoSignals.remove(process.processIdentifier)
    }

    /// The first line on standard output says that it is ready.
    private static func isReady(_ descriptor: Int32) -> Bool {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, Int32(startLimit * 1000)) == 1 else { return false }
        var bytes = [UInt8](repeating: 0, count: 512)
        return read(descriptor, &bytes, bytes.count) > 0
    }

    private func end(of path: String) -> String {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).joined(separator: "\n  ")
    }
}
