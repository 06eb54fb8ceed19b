internal import Envelope
internal import Synchronization

/// Keeps a running node's directory current: on schedule, when somebody shows something newer, and when a command placed an
/// edition in the folder. Then it tells the partners of it.
final class DirectoryWatch: Sendable {
    private struct State {
        var limit = HintLimit()
        /// For hints of which nobody knows who gave them: they must not use up what partners have.
        var unknownLimit = HintLimit()
        /// Editions that partners named and that were not found.
        var claims = OpenClaims()
        var isFetching = false
        /// A hint that came while a fetch was under way.
        var next: Hint?
        var loops: [Task<Void, Never>] = []
        var lastSuccess: UTCTime?
        var failures: [String: String] = [:]
        /// With what the own keys were last looked after, and when.
        var cared: (edition: ChainReference, proven: UTCTime, time: UTCTime)?
    }

    /// Who showed what, and where it can be had.
    struct Hint: Hashable, Sendable {
        let edition: ChainReference
        let party: OIN
        /// Whether the party itself said it, and not somebody in its name.
        var isSigned = true
    }

    /// How often the node's own keys are looked after while nothing changes, in seconds.
    private static let careInterval: Int64 = 60

    let keeper: DirectoryKeeper
    let fetcher: DirectoryFetcher
    private let care: OwnKeyCare?
    private let record: (@Sendable ([AuditRecord]) async -> Bool)?
    /// Rings when an edition was fetched.
    private let adoption = WakeSignal()
    private let state = Mutex(State())

    /// - Parameters:
    ///   - care: looks after the node's own keys; nil when nobody has to.
    ///   - record: writes to the audit log; true when it is on disk. Without it, notes stay in the folder.
    init(
        _ keeper: DirectoryKeeper, _ fetcher: DirectoryFetcher, care: OwnKeyCare? = nil,
        record: (@Sendable ([AuditRecord]) async -> Bool)? = nil
    ) {
        self.record = record
        self.keeper = keeper
        self.fetcher = fetcher
        self.care = care
    }

    /// - Parameters:
    ///   - transport: the node's transfer loop.
    ///   - signer: the key that the node signs with now; nil when it has none.
    convenience init(
        _ keeper: DirectoryKeeper, transport: @escaping DirectoryTransport,
        care: OwnKeyCare? = nil, signer: @escaping @Sendable () -> MessageSigner?
    ) {
        let fetcher = DirectoryFetcher(
            transport: transport, signer: { signer().map { RequestSigner(certificate: $0.certificate, key: $0.key) } },
            clock: keeper.clock)
        self.init(keeper, fetcher, care: care, record: care?.record)
    }

    deinit { stop() }

    // MARK: Schedule

    func start(onChange: @escaping DirectoryChangeHandler) { start(lookingEvery: .seconds(1), onChange: onChange) }

    /// Starts the two loops: one asks the sources, the other looks into the folder once a second, and as soon as an edition was
    /// fetched, whose keys may be in use already.
    func start(lookingEvery interval: Duration, onChange: @escaping DirectoryChangeHandler) {
        keeper.whenChanged(onChange)
        let fetching = Task { [weak self] in
            while !Task.isCancelled {
                guard let self else { return }
                await self.refresh()
                let pause = self.pause
                do { try await Task.sleep(for: pause) } catch { return }
            }
        }
        let looking = Task { [weak self, adoption] in
            while true {
                await adoption.wait(atMost: interval)
                guard !Task.isCancelled, let self else { return }
                await self.look()
            }
        }
        state.withLock { $0.loops += [fetching, looking] }
    }

    func stop() {
        let loops = state.withLock { state in
            defer { state.loops = [] }
            return state.loops
        }
        for loop in loops { loop.cancel() }
        adoption.ring()
    }

    /// The interval, a tenth more or less, so that nodes that started together don't ask together.
    private var pause: Duration {
        .milliseconds(Int(Double(keeper.settings.every) * 60_000 * Double.random(in: 0.9...1.1)))
    }

    /// Takes over what a command placed, tells the partners of it, and warns of what is about to expire.
    func look() async {
        keeper.takeOver()
        keeper.warnOfExpiry()
        await lookAfterKeys()
        await recordNotes()
        guard keeper.memory.isToBeTold else { return }
        let edition = keeper.current.edition
        keeper.markTold(edition)
        await tell(edition)
    }

    /// What commands and editions left for the audit log.
    private func recordNotes() async {
        let notes = keeper.memory.notes
        guard let record, !notes.isEmpty, await record(notes.map(\.record)) else { return }
        keeper.change { $0.forget(notes) }
    }

    private func lookAfterKeys() async {
        guard let care else { return }
        let (snapshot, now) = (keeper.current, keeper.clock())
        let isDue = state.withLock { state in
            if let cared = state.cared, cared.edition == snapshot.edition, cared.proven == snapshot.provenTime,
                (0..<Self.careInterval).contains(now.secondsSinceEpoch - cared.time.secondsSinceEpoch)
            {
                return false
            }
            state.cared = (snapshot.edition, snapshot.provenTime, now)
            return true
        }
        guard isDue else { return }
        for event in await care.look(snapshot, departed: keeper.memory.departed, at: now) { keeper.tell(event) }
    }

    // MARK: Fetching

    /// Asks the sources, in their order, until one gives the newest edition with a statement of today.
    @discardableResult
    func refresh() async -> Bool { await refresh(from: keeper.settings.sources) }

    /// - Returns: whether another edition is in force than before.
    @discardableResult
    private func refresh(from sources: [String]) async -> Bool {
        for source in sources where !isOwn(source) {
            guard !Task.isCancelled else { return false }
            let before = keeper.current.edition
            if await ask(source) { return keeper.current.edition != before }
        }
        return false
    }

    /// All nodes of a region may have the same list of sources.
    private func isOwn(_ source: String) -> Bool {
        guard case .https(let endpoint)? = keeper.current.directory.party(keeper.settings.own)?.endpoint else {
            return false
        }
        return RequestTarget.beside(endpoint, "directory") == RequestTarget.beside(source, "directory")
    }

    /// - Returns: whether the node knows now that it has the newest edition.
    private func ask(_ source: String) async -> Bool {
        switch await fetcher.statement(from: source) {
        case .content(let statement):
            let outcome = keeper.consider(edition: nil, freshness: statement, from: source)
            guard let outcome else { return false }
            if outcome.missing == nil { return succeed(source, outcome.standing.snapshot?.freshness) }
            return await askEdition(source, statement)
        case .unchanged: return false
        case .failed(let reason): return fail(source, reason)
        }
    }

    private func askEdition(_ source: String, _ statement: [UInt8]) async -> Bool {
        switch await fetcher.edition(from: source, known: keeper.current.edition) {
        case .content(let edition):
            let outcome = keeper.consider(edition: edition, freshness: statement, from: source)
            guard outcome?.isAdopted == true else { return false }
            adoption.ring()
            return succeed(source, nil)
        case .unchanged: return fail(source, "it names a newer edition and gives the old one")
        case .failed(let reason): return fail(source, reason)
        }
    }

    /// A source that is up but has an old statement is no reason to stop asking the others.
    private func succeed(_ source: String, _ statement: FreshnessStatement?) -> Bool {
        let now = keeper.clock()
        state.withLock { state in
            state.lastSuccess = now
            state.failures[source] = nil
        }
        keeper.forget(source)
        return keeper.current.sendingProblem(at: now) == nil
    }

    private func fail(_ source: String, _ reason: String) -> Bool {
        state.withLock { $0.failures[source] = reason }
        keeper.tell(
            DirectoryEvent(
                .warning, DistributionError.Reason.unreachable.rawValue, reason, source: source, at: keeper.clock()))
        return false
    }

    /// When a source last answered, and what is the matter with those that don't.
    var sources: (lastSuccess: UTCTime?, failures: [String: String]) {
        state.withLock { ($0.lastSuccess, $0.failures) }
    }

    // MARK: Hints

    /// A partner works with an edition: a newer one is fetched, at once but not often; another document under a sequence
    /// that this node has seen raises the alarm. Cheap when it is the edition that this node has.
    func notice(_ edition: ChainReference, from party: OIN) {
        let current = keeper.current.edition
        guard edition != current else { return }
        if edition.sequence <= current.sequence {
            keeper.compare(edition, from: party)
            return
        }
        fetch(Hint(edition: edition, party: party))
    }

    func mayProveTrue(_ edition: ChainReference, from party: OIN) -> Bool {
        let (snapshot, isSeen, now) = (keeper.current, keeper.memory.seen.contains(edition), keeper.clock())
        return state.withLock {
            $0.claims.mayProveTrue(
                edition, of: party, current: snapshot.edition.sequence, confirmed: snapshot.confirmed, isSeen: isSeen,
                at: now)
        }
    }

    /// Somebody used a key that this node does not know in the name of a party: perhaps a newer edition has it.
    func noticeUnknownKey(of party: OIN) {
        let current = keeper.current.edition
        guard let later = ChainReference(sequence: current.sequence + 1, hash: current.hash) else { return }
        fetch(Hint(edition: later, party: party, isSigned: false))
    }

    private func fetch(_ hint: Hint) {
        let now = keeper.clock()
        let isFirst = state.withLock { state in
            guard (hint.isSigned ? state.limit : state.unknownLimit).allows(hint.party, at: now) else { return false }
            guard !state.isFetching else {
                state.next = hint
                return false
            }
            state.isFetching = true
            return true
        }
        guard isFirst else { return }
        Task { await follow(hint) }
    }

    /// Asks the one who showed it first, then the sources.
    private func follow(_ hint: Hint) async {
        var current: Hint? = hint
        while let hint = current {
            let before = keeper.current.edition.sequence
            let isContradicted = hint.edition.sequence > before ? await look(for: hint) : false
            let now = keeper.clock()
            let found = keeper.current.edition.sequence
            let wasTrue = found > before || hint.edition.sequence <= before
            // One that this node saw and refused is there all the same.
            let isDisproven = isContradicted && !keeper.memory.seen.contains(hint.edition)
            current = state.withLock { state in
                if hint.isSigned {
                    state.limit.note(hint.party, wasTrue: wasTrue, at: now)
                    if isDisproven {
                        state.claims.disprove(hint.edition, of: hint.party, current: found, at: now)
                    }
                } else {
                    state.unknownLimit.note(hint.party, wasTrue: wasTrue, at: now)
                }
                defer { state.next = nil }
                if state.next == nil { state.isFetching = false }
                return state.next
            }
        }
    }

    /// - Returns: whether the party's own node has nothing newer than this one, with a statement of today.
    private func look(for hint: Hint) async -> Bool {
        guard case .https(let endpoint)? = keeper.current.directory.party(hint.party)?.endpoint, !isOwn(endpoint) else {
            await refresh()
            return false
        }
        if await ask(endpoint) { return keeper.current.edition.sequence < hint.edition.sequence }
        await refresh(from: keeper.settings.sources.filter { $0 != endpoint })
        return false
    }
}
