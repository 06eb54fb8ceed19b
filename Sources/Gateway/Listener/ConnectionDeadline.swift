internal import CMicroHTTPD
internal import CSystem
internal import Foundation
internal import Synchronization

/// How long one connection may go on with what it does. Shared between the thread that serves it and the watch.
final class ConnectionDeadline: Sendable {
    private enum Stage {
        /// No request is under way.
        case idle
        case receiving
        case answering
    }

    private struct State {
        /// Nil: as long as it takes.
        var instant: ContinuousClock.Instant?
        var since = ContinuousClock.now
        var stage = Stage.idle
        var isNew = true
        var isLast = false
        var isLate = false
        var isOver = false
    }

    /// What a sender whose request is late gets, where no answer can be given in the usual way.
    static let lateAnswer = Array("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".utf8)

    /// How long a request that is late is waited for, to tell its sender so.
    private static let lateTime: Duration = .seconds(1)

    private let socket: Int32
    private let isPlain: Bool
    private let begun = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter isPlain: whether bytes can be sent without TLS.
    init(socket: Int32, isPlain: Bool, first: Duration) {
        self.socket = socket
        self.isPlain = isPlain
        state.withLock { $0.instant = .now + first }
    }

    /// No request is under way; the next must come within this time.
    func idle(_ time: Duration) {
        state.withLock { state in
            state.since = .now
            state.instant = state.since + time
            state.stage = .idle
            if state.isLast { end(&state) }
        }
    }

    /// A request has begun and must be there within this time.
    func receive(_ time: Duration) {
        state.withLock { state in
            state.instant = .now + time
            state.stage = .receiving
            state.isNew = false
        }
    }

    /// The request is there. Its answer may take this time; nil: as long as it takes.
    ///
    /// - Returns: false when its time was over already.
    func answer(_ time: Duration?) -> Bool {
        state.withLock { state in
            state.instant = time.map { .now + $0 }
            state.stage = .answering
            return !state.isOver
        }
    }

    /// Whether the request that is under way is the last on its connection.
    var isLast: Bool { state.withLock(\.isLast) }

    /// Whether the request should have been there already.
    var isLate: Bool { state.withLock(\.isLate) }

    /// Since when no request is under way; nil when one is.
    var idleSince: ContinuousClock.Instant? { state.withLock { $0.stage == .idle && !$0.isOver ? $0.since : nil } }

    /// Whether its end has begun.
    var isOver: Bool { state.withLock(\.isOver) }

    /// Whether its first request is awaited.
    var isNew: Bool { state.withLock(\.isNew) }

    /// Ends the connection if its time among strangers is over: at once, or after the answer when a request is being handled.
    ///
    /// - Returns: whether it did so at once.
    func giveWay(at now: ContinuousClock.Instant, within limits: ListenerLimits) -> Bool {
        state.withLock { state in
            let end = begun + limits.strangerTime
            let due = state.stage == .idle ? min(end, state.since + limits.strangerIdleTime) : end
            guard !state.isOver, due <= now else { return false }
            let isHandled = state.stage == .answering && state.instant == nil
            if isHandled { state.isLast = true } else { endLate(&state) }
            return !isHandled
        }
    }

    /// Ends the connection now if it waits for a request, else after the answer.
    func endWhenIdle() {
        state.withLock { state in
            state.isLast = true
            if state.stage == .idle { end(&state) }
        }
    }

    /// Ends the connection if its time is over.
    func endIfLate(_ now: ContinuousClock.Instant) {
        state.withLock { state in
            guard let instant = state.instant, instant <= now else { return }
            if state.stage == .receiving, !state.isLate, !isPlain {
                // TLS: only the thread that serves the connection can say it, when it has something to read.
                state.isLate = true
                state.instant = now + Self.lateTime
                return
            }
            endLate(&state)
        }
    }

    private func endLate(_ state: inout State) {
        if state.stage == .receiving, isPlain {
            _ = Self.lateAnswer.withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            }
        }
        end(&state)
    }

    /// The thread that serves the connection sees its end, and closes it.
    private func end(_ state: inout State) {
        guard !state.isOver else { return }
        state.isOver = true
        shutdown(socket, Int32(SHUT_RDWR))
    }
}
