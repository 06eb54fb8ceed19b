import Foundation
import Synchronization

/// One node as the run has it: started, ended in many ways, and started again.
final class NodeUnderTest: Sendable {
    let name: String
    let member: Region.Member
    let control: FaultControl
    private let options: Options
    private let folder: String
    private let process = Mutex<RunningProgram?>(nil)
    private static let patience = 30.0

    init(_ name: String, _ region: Region, _ options: Options) throws {
        guard let member = region.members[name] else { throw FaultsError("no member \(name)") }
        self.name = name
        self.member = member
        self.options = options
        folder = region.folder
        control = try FaultControl(path: "\(region.folder)/\(name).faults")
    }

    var store: String { "\(member.folder)/store/messages.sqlite" }
    var log: String { "\(folder)/\(name).log" }

    /// Of a process that works with this node's store.
    private var environment: [String: String] {
        let library = options.shim.isEmpty ? [:] : ["LD_PRELOAD": options.shim]
        return ["WEERTHUIS_FAULTS": control.path, "TMPDIR": "\(folder)/tmp"].merging(library) { $1 }
    }

    /// Of a command beside the node: the same clock, and no faults.
    var visitorEnvironment: [String: String] { environment.merging(["WEERTHUIS_FAULTS_VISITOR": "1"]) { $1 } }

    /// The node's process, and those that it started.
    var identifiers: [pid_t] { process.withLock { $0.map { [$0.identifier] + $0.children } ?? [] } }

    /// - Parameter killAt: a numbered step, see docs/architecture.md; debug builds only.
    @discardableResult
    func start(killAt: String? = nil) throws -> RunningProgram {
        var environment = environment
        if let killAt { environment["WEERTHUIS_KILL_AT"] = killAt }
        let program = try RunningProgram(
            options.program, ["serve", "--node", member.folder, "--json"], environment: environment,
            output: "\(folder)/\(name).out", log: log)
        process.withLock { $0 = program }
        return program
    }

    /// - Returns: whether it is ready; false when it ended, or the time was over.
    func waitUntilReady(seconds: Double = 120) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            guard let process = process.withLock({ $0 }) else { return false }
            if process.printed.contains("\"ready\"") { return true }
            guard process.isRunning else { return false }
            usleep(10_000)
        }
        return false
    }

    var isRunning: Bool { process.withLock { $0?.isRunning ?? false } }

    /// Kills it. Its key process must not outlive it.
    ///
    /// - Returns: the status; nil when it did not run.
    @discardableResult
    func kill() throws -> Int32? {
        guard let running = process.withLock({ $0 }) else { return nil }
        let others = running.isRunning ? running.children : []
        running.kill()
        let status = running.wait()
        let end = Date(timeIntervalSinceNow: Self.patience)
        while Date() < end, others.contains(where: RunningProgram.runs) { usleep(2_000) }
        guard !others.contains(where: RunningProgram.runs) else {
            throw FaultsError("the key process of \(name) outlived its node")
        }
        return status
    }

    /// Kills the key process alone. The node must start another by itself.
    ///
    /// - Returns: false when there was none to kill, or the node ended meanwhile.
    func killKeyProcess() throws -> Bool {
        guard let running = process.withLock({ $0 }), running.isRunning, let victim = running.children.first else {
            return false
        }
        guard Foundation.kill(victim, SIGKILL) == 0 else { return false }
        let end = Date(timeIntervalSinceNow: Self.patience)
        while Date() < end, running.isRunning {
            if running.children.contains(where: { $0 != victim }) { return true }
            usleep(5_000)
        }
        guard !running.isRunning else { throw FaultsError("\(name) did not start another key process") }
        return false
    }

    /// Asks it to stop; what is under way ends first.
    func stop() throws {
        guard let running = process.withLock({ $0 }), running.isRunning else { return }
        running.kill(SIGTERM)
        guard running.wait(seconds: 40) else {
            running.kill()
            throw FaultsError("\(name) did not stop within 40 seconds of SIGTERM")
        }
        let status = running.wait()
        guard status == 0 else { throw FaultsError("\(name) stopped with status \(status)") }
    }
}
