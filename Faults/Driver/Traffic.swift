import Foundation
import Synchronization

/// People who send: `weerthuis send` beside the sending node, one process after the other, until told to stop.
final class Traffic: Sendable {
    private struct State {
        var isStopping = false
        var isPaused = false
        var killAt: String?
        var killsNext = false
        var kills = 0
        /// Numbered steps at which it died.
        var steps: [String] = []
        var failures = 0
        var isBusy = false
    }

    private static let batch = 8

    let ledger = Ledger()
    private let region: String
    private let passphrase: String
    private let node: String
    private let environment: [String: String]
    private let options: Options
    private let state = Mutex(State())
    private let dice: Mutex<Dice>

    init(_ region: Region, from node: NodeUnderTest, _ options: Options, dice: Dice) {
        self.region = region.folder
        passphrase = region.passphrase
        self.node = node.member.folder
        environment = node.visitorEnvironment
        self.options = options
        self.dice = Mutex(dice)
    }

    func run(forms: String) {
        Thread.detachNewThread { [self] in
            while !state.withLock({ $0.isStopping }) {
                let mayGo = state.withLock { state in
                    state.isBusy = !state.isPaused
                    return state.isBusy
                }
                if mayGo { send(forms) } else { usleep(20_000) }
            }
            state.withLock { $0.isBusy = false }
        }
    }

    /// The next process dies at this numbered step, or somewhere.
    func killNext(at step: String?) {
        state.withLock { state in
            state.killAt = step
            state.killsNext = true
        }
    }

    var steps: [String] { state.withLock { $0.steps } }

    var kills: Int { state.withLock { $0.kills } }

    /// How often `send` said that it could not.
    var failures: Int { state.withLock { $0.failures } }

    /// Stops sending, and waits for the process that does.
    func pause() {
        state.withLock { $0.isPaused = true }
        while state.withLock({ $0.isBusy }) { usleep(10_000) }
    }

    func resume() { state.withLock { $0.isPaused = false } }

    func stop() {
        state.withLock { $0.isStopping = true }
        while state.withLock({ $0.isBusy }) { usleep(10_000) }
    }

    /// Sends registraties with nobody in the way.
    ///
    /// - Returns: the ids of the messages.
    func sendNow(_ count: Int) throws -> [String] {
        let before = ledger.count
        let files = Array(repeating: "Tests/Vectors/formulieren/registratie.json", count: count)
        let words = ["send", "--node", node, "--type", "registratie", "--as", "m.postma@deterp.example", "--json"]
        let process = try RunningProgram(
            options.program, words + files, environment: environment, output: "\(region)/send.out",
            log: "\(region)/send.log")
        process.wait()
        ledger.note(process.printed, type: "registratie")
        return ledger.entries.dropFirst(before).map(\.message)
    }

    /// Sends one registratie by a process that dies at a numbered step.
    ///
    /// - Returns: its status, negative for a signal.
    func sendOne(dyingAt step: String) throws -> Int32 {
        let words = ["send", "--node", node, "--type", "registratie", "--as", "m.postma@deterp.example", "--json"]
        let process = try RunningProgram(
            options.program, words + ["Tests/Vectors/formulieren/registratie.json"],
            environment: environment.merging(["WEERTHUIS_KILL_AT": step]) { $1 },
            output: "\(region)/send.out", log: "\(region)/send.log")
        let status = process.wait()
        ledger.note(process.printed, type: "registratie")
        return status
    }

    private func send(_ forms: String) {
        let (dossier, delay) = dice.withLock { dice in
            (
                Int.random(in: 0..<4, using: &dice) == 0 ? ledger.dossier(&dice) : nil,
                Double.random(in: 0..<1, using: &dice)
            )
        }
        let type = dossier == nil ? "registratie" : "aanmelding"
        let files = Array(repeating: "\(forms)/\(type).json", count: dossier == nil ? Self.batch : 1)
        let (step, isKilled) = state.withLock { state in
            defer { (state.killAt, state.killsNext) = (nil, false) }
            return (state.killAt, state.killsNext)
        }
        let words = ["send", "--node", node, "--type", type, "--as", "m.postma@deterp.example", "--json"]
        let process = try? RunningProgram(
            options.program, words + (dossier.map { ["--dossier", $0] } ?? []) + files,
            environment: environment.merging(step.map { ["WEERTHUIS_KILL_AT": $0] } ?? [:]) { $1 },
            output: "\(region)/send.out",
            log: "\(region)/send.log")
        guard let process else { return }
        if isKilled, step == nil {
            usleep(UInt32(delay * 1_500_000))
            process.kill()
        }
        let status = process.wait()
        ledger.note(process.printed, type: type)
        state.withLock { state in
            if status == -SIGKILL, let step {
                state.steps.append(step)
            } else if status == -SIGKILL {
                state.kills += 1
            } else if status != 0 {
                state.failures += 1
            }
        }
    }
}
