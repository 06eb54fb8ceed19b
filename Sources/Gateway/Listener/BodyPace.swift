internal import CMicroHTTPD
internal import Dispatch
internal import Synchronization

/// Lets the bodies of strangers in no faster than so many bytes a second, all of them together, however many connections they come over.
///
/// To decrypt and copy what will be refused takes a core, and more, from those who are known. A connection that is over the pace
/// is not read for a while; its sender waits.
final class BodyPace: Sendable {
    private struct State {
        var allowance: Int
        var counted = ContinuousClock.now
        /// Connections that are not read; the first is next.
        var waiting: [ClientConnection] = []
        var isArmed = false
        var isOver = false
    }

    /// Bytes that a connection usually brings at once: a record of TLS.
    private static let turn = 16 << 10
    private static let interval = DispatchTimeInterval.milliseconds(10)

    private let bytesPerSecond: Int
    private let queue = DispatchQueue(label: "weerthuis.listener.pace", qos: .utility)
    private let state: Mutex<State>

    init(bytesPerSecond: Int) {
        self.bytesPerSecond = max(1, bytesPerSecond)
        state = Mutex(State(allowance: self.bytesPerSecond / 4))
    }

    /// These bytes came in. Only from the thread that serves the connection.
    func count(_ bytes: Int, on connection: ClientConnection) {
        let mustArm = state.withLock { state in
            refill(&state)
            state.allowance -= bytes
            guard state.allowance < 0, !state.isOver, !connection.isPaused else { return false }
            connection.isPaused = true
            MHD_suspend_connection(connection.handle)
            state.waiting.append(connection)
            defer { state.isArmed = true }
            return !state.isArmed
        }
        if mustArm { arm() }
    }

    /// From now on nobody waits: the library can't be stopped while it does not read a connection.
    func end() {
        state.withLock { state in
            state.isOver = true
            for connection in state.waiting { Self.resume(connection) }
            state.waiting = []
        }
    }

    /// Connections that are not read now.
    var waiting: Int { state.withLock(\.waiting.count) }

    /// At most what a quarter of a second brings is saved up.
    private func refill(_ state: inout State) {
        let now = ContinuousClock.now
        let microseconds = min((now - state.counted) / .microseconds(1), 250_000)
        let bytes = Int(microseconds * Double(bytesPerSecond) / 1e6)
        // What is less than a byte is counted the next time.
        guard bytes > 0 else { return }
        state.counted = now
        state.allowance = min(bytesPerSecond / 4, state.allowance + bytes)
    }

    private func arm() {
        queue.asyncAfter(deadline: .now() + Self.interval) { self.resumeNext() }
    }

    private func resumeNext() {
        let isNeeded = state.withLock { state in
            refill(&state)
            let turns = min(state.waiting.count, max(0, state.allowance + Self.turn - 1) / Self.turn)
            for connection in state.waiting.prefix(turns) { Self.resume(connection) }
            state.waiting.removeFirst(turns)
            state.isArmed = !state.waiting.isEmpty
            return state.isArmed
        }
        if isNeeded { arm() }
    }

    private static func resume(_ connection: ClientConnection) {
        connection.isPaused = false
        MHD_resume_connection(connection.handle)
    }
}
