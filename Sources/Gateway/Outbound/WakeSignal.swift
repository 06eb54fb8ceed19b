internal import Synchronization

/// Wakes one task that waits for work. Signals that come while it works are kept as one.
final class WakeSignal: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?
        /// When the alarm rings that is set.
        var alarm: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    /// Ends the wait that is under way, or the next one at once.
    func ring() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiter = state.waiter else {
                state.isRung = true
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }

    /// Waits for the next signal, at most `limit`. One task at a time.
    func wait(atMost limit: Duration) async {
        setAlarm(.now + limit)
        await withCheckedContinuation { continuation in
            let isRung = state.withLock { state in
                if state.isRung {
                    state.isRung = false
                    return true
                }
                state.waiter = continuation
                return false
            }
            if isRung { continuation.resume() }
        }
    }

    /// Keeps an alarm that rings before: waking up once too early costs less than an alarm for every wait, each of which would
    /// stay in memory until its time.
    private func setAlarm(_ moment: ContinuousClock.Instant) {
        let isNeeded = state.withLock { state in
            if let alarm = state.alarm, alarm <= moment { return false }
            state.alarm = moment
            return true
        }
        guard isNeeded else { return }
        Task { [weak self] in
            try? await Task.sleep(until: moment, clock: .continuous)
            self?.endAlarm(moment)
        }
    }

    private func endAlarm(_ moment: ContinuousClock.Instant) {
        state.withLock { if $0.alarm == moment { $0.alarm = nil } }
        ring()
    }
}
