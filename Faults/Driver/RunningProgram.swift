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
