internal import Dispatch
internal import Envelope
internal import Foundation
internal import Synchronization

/// Keeps one key process running, on a thread of its own: a process dies with the thread that started it, so that thread
/// must live as long as the node.
final class KeySupervisor: Sendable {
    private struct State {
        var current: RunningKeyProcess?
        var health = KeyProcessHealth(state: .stopped)
        var isStopping = false
        var reloads: [StartOutcome] = []
    }

    private let settings: KeyProcessSettings
    private let secret: SecretFile
    private let report: @Sendable (KeyProcessHealth) -> Void
    private let state = Mutex(State())
    private let bell: EventBell
    private let finished = DispatchSemaphore(value: 0)

    /// - Parameter report: is told of every change, on the thread of the supervisor.
    init(
        _ settings: KeyProcessSettings, secret: SecretFile, report: @escaping @Sendable (KeyProcessHealth) -> Void
    ) throws(SystemFailure) {
        self.settings = settings
        self.secret = secret
        self.report = report
        bell = try EventBell()
    }

    var health: KeyProcessHealth { state.withLock { $0.health } }

    var running: RunningKeyProcess? { state.withLock { $0.current } }

    /// Asks the process that runs. When another has just taken its place, asks that one.
    func ask(_ key: PublicKey, _ request: (UInt16) -> KeyRequest) throws(KeyError) -> KeyReply {
        for _ in 0..<2 {
            guard let process = running, let number = process.number(of: key) else { throw .unavailable }
            do throws(KeyChannelFailure) { return try process.channel.ask(request(number)) } catch {
                guard error == .retired else { throw .unavailable }
            }
        }
        throw .unavailable
    }

    /// Starts the thread, and waits until the first process is ready. When it does not get ready, the thread ends.
    func start() throws(KeyProcessError) {
        let outcome = StartOutcome()
        Thread.detachNewThread {
            self.run(outcome)
            self.close()
        }
        try outcome.wait()
    }

    /// Reads the keys again in a new process, which takes the place of the old one without a gap.
    ///
    /// - Throws: when the new one does not get ready; the old one stays.
    func reload() throws(KeyProcessError) {
        let outcome = StartOutcome()
        let isLate = state.withLock { state in
            if !state.isStopping { state.reloads.append(outcome) }
            return state.isStopping
        }
        guard !isLate else { throw .notReady(.ended) }
        bell.ring()
        try outcome.wait()
    }

    /// Ends the process and the thread, and waits for that.
    func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
        finished.wait()
        finished.signal()
    }
}

extension KeySupervisor {
    private var isStopping: Bool { state.withLock { $0.isStopping } }

    /// The life of the thread: a process, its end, a pause, the next one.
    private func run(_ outcome: StartOutcome) {
        var pauses = RestartPauses()
        var isFirst = true
        while !isStopping {
            let began = ContinuousClock.now
            var lived = Duration.zero
            do throws(KeyProcessError) {
                let process = try RunningKeyProcess(settings, secret: secret)
                change(to: .up(process.confinement), process)
                if isFirst { outcome.tell(nil) }
                let end = watch(process)
                lived = ContinuousClock.now - began
                if !isStopping { change(to: .down(reason: end), nil) }
            } catch {
                if isFirst { return outcome.tell(error) }
                change(to: .down(reason: "\(error)"), nil)
            }
            isFirst = false
            rest(pauses.pause(afterLife: lived))
        }
    }

    /// Stays with a process, and with those that take its place, until one ends.
    ///
    /// - Returns: how it ended.
    private func watch(_ first: RunningKeyProcess) -> String {
        var process = first
        while !isStopping {
            let hungUp = bell.wait(orHangUpOf: process.socket.descriptor, atMost: settings.interval)
            if hungUp || process.channel.failure != nil { return process.end(.ended) }
            for outcome in state.withLock({ take(&$0.reloads) }) { process = replace(process, outcome) }
            // A process that hangs without work would be noticed by a message only.
            if (try? process.channel.ask(.status)) == nil { return process.end(.silent) }
        }
        return process.end(.ended)
    }

    private func replace(_ old: RunningKeyProcess, _ outcome: StartOutcome) -> RunningKeyProcess {
        do throws(KeyProcessError) {
            let new = try RunningKeyProcess(settings, secret: secret)
            change(to: .up(new.confinement), new)
            old.retire(within: settings.limit)
            outcome.tell(nil)
            return new
        } catch {
            outcome.tell(error)
            return old
        }
    }

    private func rest(_ pause: Duration) {
        let end = ContinuousClock.now + pause
        while !isStopping, case let rest = end - ContinuousClock.now, rest > .zero {
            _ = bell.wait(orHangUpOf: -1, atMost: rest)
        }
    }

    private func change(to new: KeyProcessHealth.State, _ process: RunningKeyProcess?) {
        let health = state.withLock { state in
            if process != nil, !state.health.isUp, state.health.state != .stopped { state.health.restarts += 1 }
            state.health.state = new
            state.current = process
            return state.health
        }
        report(health)
    }

    private func close() {
        change(to: .stopped, nil)
        let waiting = state.withLock { state in
            state.isStopping = true
            return take(&state.reloads)
        }
        for outcome in waiting { outcome.tell(.notReady(.ended)) }
        finished.signal()
    }

    private func take(_ reloads: inout [StartOutcome]) -> [StartOutcome] {
        defer { reloads = [] }
        return reloads
    }
}
