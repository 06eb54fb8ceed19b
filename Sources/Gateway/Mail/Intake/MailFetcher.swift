internal import Envelope
internal import Synchronization

/// Reads a mailbox now and then: new is what lies above the place that the store keeps. A mail is moved away only after all that
/// is to be kept of it is on disk.
final class MailFetcher: Sendable {
    /// Mails that are taken at a time: few enough that all are dealt with while they count as taken.
    private static let mostTaken = 20

    private let mailbox: IMAPMailbox
    private let name: String
    private let plan: MailPlan.Fetching
    private let store: Store
    private let clock: NodeClock
    private let log: NodeLog
    private let metrics: NodeMetrics
    private let take: @Sendable ([UInt8]) async -> MailOutcome
    private let state = Mutex<String?>(nil)

    /// - Parameter take: deals with one mail.
    init(
        _ plan: MailPlan.Fetching, store: Store, clock: NodeClock, log: NodeLog, metrics: NodeMetrics,
        take: @escaping @Sendable ([UInt8]) async -> MailOutcome
    ) {
        self.plan = plan
        self.store = store
        self.clock = clock
        self.log = log
        self.metrics = metrics
        self.take = take
        mailbox = IMAPMailbox(plan.server, folder: plan.folder, limit: plan.limit)
        name = "\(plan.server.login?.user ?? "")@\(plan.server.host)/\(plan.folder)"
    }

    /// Until the task is cancelled.
    func run() async {
        do throws(StoreError) { try await store.giveBackAllMail() } catch {
            log.error("mailbox", ("error", .storeError(error)))
        }
        while !Task.isCancelled {
            await round()
            guard (try? await Task.sleep(for: plan.every)) != nil else { break }
        }
        mailbox.close()
    }

    func close() { mailbox.close() }

    /// Why the last look at the mailbox did not end well, with the remedy; nil when it did.
    var problem: String? { state.withLock { $0 } }

    /// Deals with all that is new.
    ///
    /// - Returns: how many mails were moved away.
    @discardableResult
    func round() async -> Int {
        var moved = 0
        var problem: String?
        defer { state.withLock { $0 = problem } }
        do {
            let validity = try await mailbox.validity()
            while let count = try await batch(validity) { moved += count }
        } catch let error as IMAPError {
            guard error.reason != .closed else { return moved }
            let what = "the mailbox on \(plan.server.host) can't be read (\(error.reason.rawValue))"
            problem = what + "; weerthuis doctor says why"
            log.warning("mailbox", ("code", .code(error.reason.rawValue)), ("place", .place(plan.server.host)))
        } catch let error as StoreError {
            problem = error.description
            log.error("mailbox", ("error", .storeError(error)))
        } catch {}
        return moved
    }

    /// - Returns: how many were moved; nil when nothing more can be done now.
    private func batch(_ validity: UInt32) async throws -> Int? {
        let position = try store.mailboxPosition(name, validity: validity)
        var entries = try await mailbox.entries(above: position)[...]
        guard !entries.isEmpty else { return nil }
        var (moved, isWhole) = (0, true)
        while !entries.isEmpty {
            let group = first(of: entries)
            moved += try await deal(group, validity, &isWhole)
            entries = entries.dropFirst(group.count)
        }
        return isWhole ? moved : nil
    }

    /// As many as are taken at a time; together they are no larger than one mail may be.
    private func first(of entries: ArraySlice<IMAPMailbox.Entry>) -> ArraySlice<IMAPMailbox.Entry> {
        var bytes = 0
        let group = entries.prefix(Self.mostTaken).prefix { entry in
            bytes += min(entry.size, plan.limit)
            return bytes <= plan.limit
        }
        return group.isEmpty ? entries.prefix(1) : group
    }

    /// Deals with a few mails, which are taken together.
    ///
    /// - Parameter isWhole: whether every mail so far was dealt with.
    /// - Returns: how many of these were.
    private func deal(
        _ entries: ArraySlice<IMAPMailbox.Entry>, _ validity: UInt32, _ isWhole: inout Bool
    ) async throws -> Int {
        let places = entries.map { MailPlace(mailbox: name, validity: validity, uid: $0.uid) }
        let open = try await store.take(places, at: clock.now)
        var done: Set<MailPlace> = []
        var failure: (any Error)?
        do {
            let uids = try await deal(zip(entries, places).filter { open.contains($0.1) }.map { $0.0 })
            done = open.filter { uids.contains($0.uid) }
        } catch { failure = error }
        var last: MailPlace?
        for place in places where isWhole {
            isWhole = done.contains(place)
            if isWhole { last = place }
        }
        try await store.finish(upTo: last, givingBack: open.subtracting(done))
        if let failure { throw failure }
        return done.count
    }

    /// What comes of each is on disk before the first is moved, in one command for each folder.
    ///
    /// - Returns: the UIDs of those that were dealt with; the others stay for later.
    private func deal(_ entries: [IMAPMailbox.Entry]) async throws -> Set<UInt32> {
        let outcomes = try await outcomes(entries)
        var moves: [String: [UInt32]] = [:]
        for (uid, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
            switch outcome {
            case .later: break
            case .done: moves[plan.done, default: []].append(uid)
            case .aside(let reason): moves[reason.folder(plan.aside), default: []].append(uid)
            }
        }
        for (folder, uids) in moves { try await mailbox.move(uids, to: folder) }
        for case .aside(let reason) in outcomes.values {
            metrics.count(.mailAside, reason.code)
            log.warning("mail-aside", ("code", .code(reason.code)))
        }
        // One that is gone was moved by another reader.
        return Set(entries.map(\.uid)).subtracting(outcomes.filter { $0.value == .later }.keys)
    }

    /// In their order: the mail that opens a dossier comes before what follows on it. None for a mail that is gone.
    private func outcomes(_ entries: [IMAPMailbox.Entry]) async throws -> [UInt32: MailOutcome] {
        let mails = try await mailbox.mails(entries.filter { $0.size <= plan.limit }.map(\.uid))
        var outcomes: [UInt32: MailOutcome] = [:]
        for entry in entries {
            if entry.size > plan.limit {
                outcomes[entry.uid] = .aside(.tooLarge)
            } else if let mail = mails[entry.uid] {
                outcomes[entry.uid] = Task.isCancelled ? .later : await take(mail)
            }
        }
        return outcomes
    }
}
