internal import Envelope
internal import Synchronization

/// Takes due deliveries from the store and makes one attempt for each, several at a time, with no party more than its places.
///
/// It keeps nothing that can be lost: what was claimed and not ended is queued again at the next start.
final class Dispatcher: DeliveryStarter {
    /// How long the loop sleeps at most: the bell of the store may be missing, and the clock may be set.
    private static let longestSleep: Int64 = 10
    private static let pauseAfterFailure: Duration = .seconds(5)

    private struct State {
        /// Attempts that began and are not kept yet.
        var active = 0
        /// Of these, the ones whose attempt did not end yet, for each party.
        var underWay: [OIN: Int] = [:]
        /// The party whose turn was last.
        var last: OIN?
        /// Whether nothing was queued at the last look, for no party. What comes then goes out directly, else after what waits.
        var isCaughtUp = false
        var isStopping = false
        var loop: Task<Void, Never>?
        /// Of the last claim; nil when it worked.
        var failure: StoreError?
        var idle: CheckedContinuation<Void, Never>?

        mutating func take(_ parties: [OIN]) {
            failure = nil
            isCaughtUp = false
            for party in parties { begin(party) }
            last = parties.last ?? last
        }

        mutating func begin(_ party: OIN) {
            active += 1
            underWay[party, default: 0] += 1
        }

        mutating func leave(_ party: OIN) {
            let left = underWay[party, default: 0] - 1
            underWay[party] = left > 0 ? left : nil
        }
    }

    private let store: Store
    private let attempts: DeliveryAttempts
    private let circuits: PartnerCircuits
    private let clock: NodeClock
    private let log: NodeLog
    private let limits: DispatchLimits
    private let signal = WakeSignal()
    private let state = Mutex(State())

    init(
        store: Store, attempts: DeliveryAttempts, circuits: PartnerCircuits, clock: NodeClock, log: NodeLog,
        limits: DispatchLimits
    ) {
        self.store = store
        self.attempts = attempts
        self.circuits = circuits
        self.clock = clock
        self.log = log
        self.limits = limits
    }

    /// Why nothing is taken from the store; nil when all is well.
    var failure: StoreError? { state.withLock { $0.failure } }

    func start() {
        let loop = Task { await run() }
        state.withLock { $0.loop = loop }
    }

    /// Something may be due.
    func wake() { signal.ring() }

    /// Takes nothing new, and waits for the attempts that are under way.
    func stop() async {
        let loop = state.withLock { state in
            state.isStopping = true
            return state.loop
        }
        signal.ring()
        await loop?.value
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.active > 0 { state.idle = continuation }
                return state.active == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func run() async {
        while case let (room, isStopping) = state.withLock({ (limits.attemptsAtOnce - $0.active, $0.isStopping) }),
            !isStopping
        {
            let sleep = await claim(room)
            await signal.wait(atMost: sleep)
        }
    }

    /// Takes what is due as far as there is room.
    ///
    /// - Returns: how long to sleep unless something happens.
    private func claim(_ room: Int) async -> Duration {
        // A place that comes free rings, so there is nothing to look for until then.
        guard room > 0 else { return .seconds(Self.longestSleep) }
        let now = clock.now
        do throws(StoreError) {
            let resting = circuits.excluded(at: now)
            let (underWay, last) = state.withLock { ($0.underWay, $0.last) }
            let excluded = resting.union(underWay.filter { $0.value >= limits.perPartner }.keys)
            let due = try store.nextDue(at: now, excluding: excluded)
            guard let due, due <= now else {
                // Parties that have no place now were left out of the look.
                if excluded.isEmpty { state.withLock { $0.isCaughtUp = true } }
                return pause(until: due, resting, now)
            }
            let claimed = try await store.claimDue(
                now: now, limit: room, perRecipient: limits.perPartner, underWay: underWay, excluding: excluded,
                after: last)
            state.withLock { $0.take(claimed.map(\.id.recipient)) }
            for delivery in claimed { begin(delivery) }
            // Ends ring. What is left over is for a party whose places are taken.
            return .seconds(Self.longestSleep)
        } catch {
            state.withLock { $0.failure = error }
            log.error("claim-failed", ("error", .storeError(error)))
            return Self.pauseAfterFailure
        }
    }

    func reserve(_ parties: [OIN]) -> DirectStart {
        let resting = circuits.excluded(at: clock.now)
        return state.withLock { state in
            guard state.isCaughtUp, !state.isStopping else { return .none }
            var taken: Set<OIN> = []
            for party in parties where !resting.contains(party) && !taken.contains(party) {
                guard state.active < limits.attemptsAtOnce, state.underWay[party, default: 0] < limits.perPartner
                else { continue }
                state.begin(party)
                taken.insert(party)
            }
            return DirectStart(taken)
        }
    }

    func begin(_ start: DirectStart, stored: Int) {
        let begun = stored > 0 ? start.deliveries : []
        for delivery in begun { begin(delivery) }
        let isAll = begun.count == stored
        for party in start.parties.subtracting(begun.map(\.id.recipient)) {
            leave(party)
            end()
        }
        guard !isAll else { return }
        state.withLock { $0.isCaughtUp = false }
        signal.ring()
    }

    private func pause(until due: UTCTime?, _ excluded: Set<OIN>, _ now: UTCTime) -> Duration {
        let change = excluded.isEmpty ? nil : circuits.nextChange(after: now)
        let next = [due, change].compactMap(\.self).min()
        let seconds = next.map { $0.secondsSinceEpoch - now.secondsSinceEpoch } ?? Self.longestSleep
        return .seconds(min(max(seconds, 1), Self.longestSleep))
    }

    private func begin(_ delivery: StoredDelivery) {
        Task {
            let attempt = await attempts.make(delivery)
            leave(delivery.id.recipient)
            await attempts.keep(attempt, of: delivery)
            end()
        }
    }

    /// The party's place comes free: what came of the attempt waits for the disk and not for the party. What waited for the place
    /// is looked for.
    private func leave(_ party: OIN) {
        let isAnyWaiting = state.withLock { state in
            state.leave(party)
            return !state.isCaughtUp
        }
        if isAnyWaiting { signal.ring() }
    }

    /// What waited for room, or behind that message in its dossier, is looked for.
    private func end() {
        let idle = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.active -= 1
            guard state.active == 0 else { return nil }
            defer { state.idle = nil }
            return state.idle
        }
        idle?.resume()
        signal.ring()
    }
}
