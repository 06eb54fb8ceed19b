import Foundation

/// A process of the program under test, with what it printed.
final class RunningProgram: @unchecked Sendable {
    private let process = Process()
    let output: String
    let log: String

    /// - Parameter log: where standard error goes; appended to.
    init(_ program: String, _ arguments: [String], environment: [String: String], output: String, log: String) throws {
        self.output = output
        self.log = log
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(output, appends: false)
        process.standardError = try Self.file(log, appends: true)
        try process.run()
    }

    var identifier: pid_t { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// The processes that it started and that still run: of a node, its key process.
    var children: [pid_t] {
        let running = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return running.compactMap { pid_t($0) }.filter { Self.parent(of: $0) == identifier }
    }

    /// Whether a process still runs, under whatever parent.
    static func runs(_ process: pid_t) -> Bool {
        guard let state = fields(of: process)?.first else { return false }
        return state != "Z" && state != "X"
    }

    private static func parent(of process: pid_t) -> pid_t? {
        guard let fields = fields(of: process), fields.count > 1, fields[0] != "Z" else { return nil }
        return pid_t(fields[1])
    }

    /// What stands in /proc/N/stat behind the name: state, parent, and more.
    private static func fields(of process: pid_t) -> [Substring]? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
    }

    func kill(_ signal: Int32 = SIGKILL) { Foundation.kill(process.processIdentifier, signal) }

    /// - Returns: the status, negative for a signal.
    @discardableResult
    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// - Returns: whether it ended in time.
    func wait(seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while process.isRunning, Date() < end { usleep(5_000) }
        return !process.isRunning
    }

    var printed: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }

    private static func file(_ path: String, appends: Bool) throws -> FileHandle {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appends ? O_APPEND : O_TRUNC)
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw FaultsError("\(path): \(String(cString: strerror(errno)))") }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
