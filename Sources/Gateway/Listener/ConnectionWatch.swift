internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ends connections that take longer than they may, however regularly their bytes come in, and those that make room for others.
///
/// Strangers find room in their own part, or not at all. Wakes up only while there are connections.
final class ConnectionWatch: Sendable {
    private struct State {
        var connections: [ObjectIdentifier: ClientConnection] = [:]
        /// Of these, those of strangers.
        var strangers: [ObjectIdentifier: ClientConnection] = [:]
        /// Before this nobody looks again whether there is room for a stranger.
        var fullUntil: ContinuousClock.Instant?
        var isArmed = false
    }

    /// To look for room takes as long as there are strangers, and a flood asks for it all the time.
    private static let fullTime: Duration = .milliseconds(20)

    private let limits: ListenerLimits
    private let mostNew: Int
    private let queue = DispatchQueue(label: "weerthuis.listener.watch", qos: .utility)
    private let state = Mutex(State())
    private let onSweep: @Sendable () -> Void

    /// - Parameters:
    ///   - hasHandshakes: whether connections begin with TLS, so that beginning costs.
    ///   - onSweep: called at each look.
    init(_ limits: ListenerLimits, hasHandshakes: Bool, onSweep: @escaping @Sendable () -> Void) {
        self.limits = limits
        mostNew = hasHandshakes ? limits.handshakes : .max
        self.onSweep = onSweep
    }

    var count: Int { state.withLock { $0.connections.count } }

    /// Whether a stranger is let in. Where there are as many as may be, one who had his time makes room.
    func hasRoomForStranger() -> Bool {
        let now = ContinuousClock.now
        return state.withLock { state in
            if let fullUntil = state.fullUntil, now < fullUntil { return false }
            // Also those whose end has begun take room, until a thread sees it.
            guard state.strangers.count < limits.strangers + limits.spareConnections else { return false }
            guard let crowd = crowd(state) else { return true }
            if crowd.contains(where: { $0.giveWay(at: now, within: limits) }) { return true }
            state.fullUntil = now + Self.fullTime
            return false
        }
    }

    /// With too many connections, the one that waits longest for a request ends. Where two threads each let in the last stranger,
    /// the second ends at once.
    func add(_ connection: ClientConnection, isStranger: Bool) {
        let mustArm = state.withLock { state in
            if isStranger, crowd(state) != nil {
                connection.deadline.endWhenIdle()
            } else if state.connections.count >= limits.busyConnections {
                makeRoom(state)
            }
            state.connections[ObjectIdentifier(connection)] = connection
            if isStranger { state.strangers[ObjectIdentifier(connection)] = connection }
            defer { state.isArmed = true }
            return !state.isArmed
        }
        if mustArm { arm() }
    }

    /// It turned out who sends from the address of this connection: none from there is a stranger's any more.
    func recognise(_ connection: ClientConnection) {
        state.withLock { state in
            guard state.strangers[ObjectIdentifier(connection)] != nil else { return }
            for (id, other) in state.strangers where other.address.sender == connection.address.sender {
                state.strangers[id] = nil
            }
        }
    }

    /// Afterwards the socket is not touched here any more, so that it can be closed.
    func remove(_ connection: ClientConnection) {
        state.withLock { state in
            state.connections[ObjectIdentifier(connection)] = nil
            state.strangers[ObjectIdentifier(connection)] = nil
        }
    }

    /// Ends the connections that wait for a request, and those that come to wait for one.
    func endIdle() {
        state.withLock { state in
            for connection in state.connections.values { connection.deadline.endWhenIdle() }
        }
    }

    /// The strangers of whom one must go before another comes; nil when there is room.
    private func crowd(_ state: State) -> [ConnectionDeadline]? {
        guard state.strangers.count >= min(mostNew, limits.strangers) else { return nil }
        let present = state.strangers.values.map(\.deadline).filter { !$0.isOver }
        let new = present.filter(\.isNew)
        if new.count >= mostNew { return new }
        return present.count >= limits.strangers ? present : nil
    }

    private func makeRoom(_ state: State) {
        let present = state.connections.values.map(\.deadline).filter { !$0.isOver }
        guard present.count >= limits.busyConnections else { return }
        let waiting = present.compactMap { deadline in deadline.idleSince.map { (deadline: deadline, since: $0) } }
        waiting.min { $0.since < $1.since }?.deadline.endWhenIdle()
    }

    private func arm() {
        queue.asyncAfter(deadline: .now() + limits.watchInterval.timeInterval) { self.sweep() }
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
