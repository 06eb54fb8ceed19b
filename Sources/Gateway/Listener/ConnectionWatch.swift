internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ends connections that take longer than they may, however regularly their bytes come in, and those that make room for others.
///
/// Strangers make room among themselves, and only for somebody who comes after they had their time: however many come, the
/// connections of who is known stay. Wakes up only while there are connections.
final class ConnectionWatch: Sendable {
    private struct State {
        var known: [ObjectIdentifier: ClientConnection] = [:]
        var strangers: [ObjectIdentifier: ClientConnection] = [:]
        var isArmed = false

        var count: Int { known.count + strangers.count }

        var deadlines: [ConnectionDeadline] { known.values.map(\.deadline) + strangers.values.map(\.deadline) }
    }

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

    var count: Int { state.withLock(\.count) }

    /// Whether a stranger is let in. Where there are as many as may be, the one that had its time for longest makes room.
    func hasRoomForStranger() -> Bool {
        state.withLock { state in
            guard let crowd = crowd(state) else { return true }
            let turns = crowd.compactMap { deadline in
                deadline.stranger(within: limits).map { (deadline: deadline, end: $0) }
            }
            guard let first = turns.min(by: { $0.end < $1.end }), first.end <= .now else { return false }
            first.deadline.giveWay()
            return true
        }
    }

    /// With too many connections, the one that waits longest for a request ends. Where two threads each let in the last stranger,
    /// the second ends at once.
    func add(_ connection: ClientConnection, isStranger: Bool) {
        let mustArm = state.withLock { state in
            if state.count >= limits.busyConnections { Self.makeRoom(state.deadlines) }
            if isStranger {
                if crowd(state) != nil { connection.deadline.endWhenIdle() }
                state.strangers[ObjectIdentifier(connection)] = connection
            } else {
                state.known[ObjectIdentifier(connection)] = connection
            }
            defer { state.isArmed = true }
            return !state.isArmed
        }
        if mustArm { arm() }
    }

    /// It turned out who is at the other end.
    func recognise(_ connection: ClientConnection) {
        state.withLock { state in
            let known = state.strangers.removeValue(forKey: ObjectIdentifier(connection))
            if let known { state.known[ObjectIdentifier(connection)] = known }
        }
    }

    /// Afterwards the socket is not touched here any more, so that it can be closed.
    func remove(_ connection: ClientConnection) {
        state.withLock { state in
            state.known[ObjectIdentifier(connection)] = nil
            state.strangers[ObjectIdentifier(connection)] = nil
        }
    }

    /// Ends the connections that wait for a request, and those that come to wait for one.
    func endIdle() {
        state.withLock { state in
            for deadline in state.deadlines { deadline.endWhenIdle() }
        }
    }

    /// The strangers of whom one must go before another comes; nil when there is room.
    private func crowd(_ state: State) -> [ConnectionDeadline]? {
        let present = state.strangers.values.map(\.deadline).filter { !$0.isOver }
        let new = present.filter(\.isNew)
        if new.count >= mostNew { return new }
        return present.count >= limits.strangers ? present : nil
    }

    private static func makeRoom(_ deadlines: [ConnectionDeadline]) {
        let waiting = deadlines.compactMap { deadline in deadline.idleSince.map { (deadline: deadline, since: $0) } }
        waiting.min { $0.since < $1.since }?.deadline.endWhenIdle()
    }

    private func arm() {
        queue.asyncAfter(deadline: .now() + limits.watchInterval.timeInterval) { self.sweep() }
    }

    private func sweep() {
        onSweep()
        let now = ContinuousClock.now
        let isNeeded = state.withLock { state in
            for deadline in state.deadlines { deadline.endIfLate(now) }
            state.isArmed = state.count > 0
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
