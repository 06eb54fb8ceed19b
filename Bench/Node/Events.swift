internal import Synchronization

/// What the node's log says has happened: counted, timed, and waited for. Cheap, because its time counts as the node's.
final class Events: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var deliveries: [String: ContinuousClock.Instant] = [:]
        var awaited: [String: CheckedContinuation<Void, Never>] = [:]
        var goals: [(event: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private static let event = Array("\"event\":\"".utf8)
    private static let message = Array("\"message\":\"".utf8)

    private let state = Mutex(State())

    /// One line of the log.
    func take(_ line: [UInt8]) {
        let now = ContinuousClock.now
        guard let event = Self.value(of: Self.event, in: line) else { return }
        let message = Self.value(of: Self.message, in: line)
        let done = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.counts[event, default: 0] += 1
            var done: [CheckedContinuation<Void, Never>] = []
            if event == "delivered", let message {
                state.deliveries[message] = now
                if let continuation = state.awaited.removeValue(forKey: message) { done.append(continuation) }
            }
            let counts = state.counts
            done += state.goals.filter { counts[$0.event, default: 0] >= $0.count }.map(\.continuation)
            state.goals.removeAll { counts[$0.event, default: 0] >= $0.count }
            return done
        }
        for continuation in done { continuation.resume() }
    }

    func count(_ event: String) -> Int { state.withLock { $0.counts[event, default: 0] } }

    /// Waits until an event was seen so often.
    func wait(for event: String, count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.counts[event, default: 0] >= count { return true }
                state.goals.append((event, count, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    /// Waits for the delivery of a message.
    ///
    /// - Returns: when its receipt was on disk.
    func delivery(of message: String) async -> ContinuousClock.Instant? {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.deliveries[message] != nil { return true }
                state.awaited[message] = continuation
                return false
            }
            if isDone { continuation.resume() }
        }
        return state.withLock { $0.deliveries.removeValue(forKey: message) }
    }

    /// The text after `name`, up to the next quote.
    private static func value(of name: [UInt8], in line: [UInt8]) -> String? {
        guard line.count > name.count else { return nil }
        for start in 0..<(line.count - name.count) where line[start...].starts(with: name) {
            return String(decoding: line[(start + name.count)...].prefix { $0 != 0x22 }, as: UTF8.self)
        }
        return nil
    }
}
