public import Envelope
public import Schemas
internal import Synchronization

/// Keeps the node's directory: the adopted edition on disk and in memory, and the judgement of every other one.
///
/// Reading ``current`` is a lock and a copy of a reference. What changes the directory goes through the folder, so that a
/// command may place an edition while the node runs.
public final class DirectoryKeeper: Sendable {
    struct State: Sendable {
        var snapshot: DirectorySnapshot
        var memory: DirectoryMemory
        var mark: [Int]
        /// Events that were told since the last adoption, without their time: each is told once.
        var told: Set<String> = []
        var onChange: DirectoryChangeHandler?
    }

    let desk: DirectoryDesk
    let settings: DirectorySettings
    let clock: @Sendable () -> UTCTime
    let report: @Sendable (DirectoryEvent) -> Void
    let state: Mutex<State>

    /// Reads the folder.
    ///
    /// - Parameters:
    ///   - clock: in whole seconds.
    ///   - report: told every adoption, refusal and warning, each once.
    /// - Throws: ``DistributionError``; its reason is `noEdition` when none was placed or fetched yet.
    public init(
        _ settings: DirectorySettings, profile: Profile, clock: @escaping @Sendable () -> UTCTime,
        report: @escaping @Sendable (DirectoryEvent) -> Void
    ) throws(DistributionError) {
        self.settings = settings
        self.clock = clock
        self.report = report
        let desk = try DirectoryDesk(settings, profile: profile)
        self.desk = desk
        let (standing, mark) = try desk.folder.locked { () throws(DistributionError) in
            (try desk.load(), desk.folder.memoryMark)
        }
        guard let snapshot = standing.snapshot else {
            throw DistributionError(
                .noEdition, "there is no directory in \(settings.folder)",
                "place one with weerthuis directory publish, or get one with weerthuis directory fetch")
        }
        state = Mutex(State(snapshot: snapshot, memory: standing.memory, mark: mark))
    }

    /// The edition in force.
    public var current: DirectorySnapshot { state.withLock { $0.snapshot } }

    var memory: DirectoryMemory { state.withLock { $0.memory } }

    /// Judges what was handed over; see ``DirectoryDesk``.
    ///
    /// - Returns: nil when the folder can't be read or written, which was reported.
    @discardableResult
    func consider(edition: [UInt8]?, freshness: [UInt8]?, from source: String?) -> DirectoryDesk.Outcome? {
        let now = clock()
        do throws(DistributionError) {
            // Nobody may change the folder between the judgement and its coming into force here.
            let outcome = try desk.folder.locked { () throws(DistributionError) in
                let outcome = try desk.judge(
                    edition: edition, freshness: freshness, from: source, known: current, at: now)
                take(outcome.standing, isAdopted: outcome.isAdopted)
                return outcome
            }
            for event in outcome.events { tell(event) }
            return outcome
        } catch {
            tell(DirectoryEvent(.warning, error.reason.rawValue, error.sentence, source: source, at: now))
            return nil
        }
    }

    /// Looks whether a command changed the folder since, and takes that over.
    ///
    /// - Returns: whether another edition is in force than before.
    @discardableResult
    func takeOver() -> Bool {
        let mark = desk.folder.memoryMark
        guard state.withLock({ $0.mark != mark }) else { return false }
        let now = clock()
        do throws(DistributionError) {
            let adopted = try desk.folder.locked { () throws(DistributionError) -> ChainReference? in
                let known = current
                let standing = try desk.load(known: known)
                let isAdopted = standing.snapshot.map { $0.edition != known.edition } ?? false
                take(standing, isAdopted: isAdopted)
                return isAdopted ? standing.snapshot?.edition : nil
            }
            guard let edition = adopted else { return false }
            tell(
                DirectoryEvent(
                    .notice, "directory-adopted", "edition \(edition.sequence), placed in the folder, is in force",
                    edition: edition, at: now))
            return true
        } catch {
            tell(DirectoryEvent(.warning, error.reason.rawValue, error.sentence, at: now))
            return false
        }
    }

    /// Reports an event unless the same was reported already.
    func tell(_ event: DirectoryEvent) {
        let key = "\(event.code) \(event.sentence) \(event.source ?? "")"
        if state.withLock({ $0.told.insert(key).inserted }) { report(event) }
    }

    /// What was told about a source is told again when it happens again.
    func forget(_ source: String) {
        state.withLock { state in state.told = state.told.filter { !$0.hasSuffix(" \(source)") } }
    }

    /// Brings into force what the folder says, while the folder is locked: its mark is that of what was read.
    private func take(_ standing: DirectoryDesk.Standing, isAdopted: Bool) {
        let mark = desk.folder.memoryMark
        let (old, handler) = state.withLock { state in
            let old = state.snapshot
            state.memory = standing.memory
            state.mark = mark
            if let snapshot = standing.snapshot { state.snapshot = snapshot }
            if isAdopted { state.told = [] }
            return (old, state.onChange)
        }
        if let snapshot = standing.snapshot, snapshot !== old { handler?(old, snapshot) }
    }

    /// Who is told when another snapshot is in force.
    func whenChanged(_ handler: @escaping DirectoryChangeHandler) { state.withLock { $0.onChange = handler } }
}

extension DirectoryDesk {
    init(_ settings: DirectorySettings, profile: Profile) throws(DistributionError) {
        self.init(
            folder: try DirectoryFolder(settings.folder), pins: settings.pins, own: settings.own,
            routing: RoutingTable(profile), acceptsExamples: settings.isDemo)
    }
}
