internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ends connections that take longer than they may, however regularly their bytes come in.
///
/// Wakes up only while there are connections.
final class ConnectionWatch: Sendable {
    private struct State {
        var connections: [ObjectIdentifier: ClientConnection] = [:]
        var isArmed = false
    }

    /// A handshake that takes longer gives way to others.
    private static let handshakePatience: Duration = .seconds(1)

    private let interval: Duration
    private let most: Int
    private let queue = DispatchQueue(label: "weerthuis.listener.watch", qos: .utility)
    private let state = Mutex(State())
    private let onSweep: @Sendable () -> Void

    /// - Parameters:
    ///   - interval: how late the end of a connection may be.
    ///   - most: with more connections than this, each new one ends the one that waits longest without a request.
    ///   - onSweep: called at each look.
    init(interval: Duration, most: Int, onSweep: @escaping @Sendable () -> Void) {
        self.interval = interval
        self.most = most
        self.onSweep = onSweep
    }

    /// - Parameter mostNew: with as many connections that have had no request, this one ends at once.
    func add(_ connection: ClientConnection, mostNew: Int?) {
        let mustArm = state.withLock { state in
            if state.connections.count >= most { Self.makeRoom(state.connections.values) }
            if let mostNew, state.connections.values.count(where: { $0.deadline.newSince != nil }) >= mostNew {
                connection.deadline.endWhenIdle()
            }
            state.connections[ObjectIdentifier(connection)] = connection
            defer { state.isArmed = true }
            return !state.isArmed
        }
        if mustArm { arm() }
    }

    /// Whether there are fewer than so many connections without a first request. Of as many, one that waited long makes room.
    func hasRoomForNew(_ most: Int?) -> Bool {
        guard let most else { return true }
        return state.withLock { state in
            let new = state.connections.values.compactMap { connection in
                connection.deadline.newSince.map { (deadline: connection.deadline, since: $0) }
            }
            guard new.count >= most, let oldest = new.min(by: { $0.since < $1.since }) else { return true }
            guard .now - oldest.since > Self.handshakePatience else { return false }
            oldest.deadline.endWhenIdle()
            return true
        }
    }

    /// Afterwards the socket is not touched here any more, so that it can be closed.
    func remove(_ connection: ClientConnection) {
        state.withLock { $0.connections[ObjectIdentifier(connection)] = nil }
    }

    var count: Int { state.withLock { $0.connections.count } }

    /// Ends the connections that wait for a request, and those that come to wait for one.
    func endIdle() {
        state.withLock { state in
            for connection in state.connections.values { connection.deadline.endWhenIdle() }
        }
    }

    private static func makeRoom(_ connections: some Collection<ClientConnection>) {
        let waiting = connections.compactMap { connection in
            connection.deadline.idleSince.map { (deadline: connection.deadline, since: $0) }
        }
        waiting.min { $0.since < $1.since }?.deadline.endWhenIdle()
    }

    private func arm() {
        queue.asyncAfter(deadline: .now() + interval.timeInterval) { self.sweep() }
    }

    private func sweep() {
        onSweep()
        let now = ContinuousClock.now
        let isNeeded = state.withLock { state in
            for connection in state.connections.values { connection.deadline.endIfLate(now) }
            state.isArmed = !state.connections.isEmpty
            return state.isArmed
        }
        if isNeeded { arm() }
    }
}

extension Duration {
    /// In seconds.
    fileprivate var timeInterval: TimeInterval {
        TimeInterval(components.seconds) + TimeInterval(components.attoseconds) * 1e-18
    }
}
