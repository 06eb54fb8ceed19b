internal import CMicroHTTPD
internal import Foundation
internal import Synchronization

/// How long one connection may go on with what it does. Shared between the thread that serves it and the watch.
final class ConnectionDeadline: Sendable {
    private struct State {
        /// Nil: as long as it takes.
        var instant: ContinuousClock.Instant?
        var isIdle = true
        var isLast = false
        var isOver = false
    }

    private let socket: Int32
    private let state = Mutex(State())

    init(socket: Int32, first: Duration) {
        self.socket = socket
        state.withLock { $0.instant = .now + first }
    }

    /// No request is under way; the next must come within this time.
    func idle(_ time: Duration) {
        state.withLock { state in
            state.instant = .now + time
            state.isIdle = true
            if state.isLast { end(&state) }
        }
    }

    /// A request is under way and must go on within this time; nil: for as long as it takes.
    ///
    /// - Returns: false when its time was over already.
    @discardableResult
    func busy(_ time: Duration?) -> Bool {
        state.withLock { state in
            state.instant = time.map { .now + $0 }
            state.isIdle = false
            return !state.isOver
        }
    }

    /// Whether the request that is under way is the last on its connection.
    var isLast: Bool { state.withLock(\.isLast) }

    /// Ends the connection now if it waits for a request, else after the answer.
    func endWhenIdle() {
        state.withLock { state in
            state.isLast = true
            if state.isIdle { end(&state) }
        }
    }

    /// Ends the connection if its time is over.
    func endIfLate(_ now: ContinuousClock.Instant) {
        state.withLock { state in
            guard let instant = state.instant, instant <= now else { return }
            end(&state)
        }
    }

    /// The thread that serves the connection sees its end, and closes it.
    private func end(_ state: inout State) {
        guard !state.isOver else { return }
        state.isOver = true
        shutdown(socket, Int32(SHUT_RDWR))
    }
}
