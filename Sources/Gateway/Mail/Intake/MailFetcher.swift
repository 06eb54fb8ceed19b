internal import Envelope

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

    /// Deals with all that is new.
    ///
    /// - Returns: how many mails were moved away.
    @discardableResult
    func round() async -> Int {
        var moved = 0
        do {
            let validity = try await mailbox.validity()
            while let count = try await batch(validity) { moved += count }
        } catch let error as IMAPError {
            guard error.reason != .closed else { return moved }
            log.warning("mailbox", ("code", .code(error.reason.rawValue)), ("place", .place(plan.server.host)))
        } catch let error as StoreError {
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
            moved += try await deal(entries.prefix(Self.mostTaken), validity, &isWhole)
            entries = entries.dropFirst(Self.mostTaken)
        }
        return isWhole ? moved : nil
    }

    /// Deals with a few mails, which are taken together.
    ///
    /// - Parameter isWhole: whether every mail so far was dealt with.
    /// - Returns: how many of these were.
    private func deal(
        _ entries: ArraySlice<IMAPMailbox.Entry>, _ validity: UInt32, _ isWhole: inout Bool
    ) async throws -> Int {
        let places = entries.map { MailPlace(mailbox: name, validity: validity, uid: $0.uid) }
        var open = try await store.take(places, at: clock.now)
        var (count, last) = (0, MailPlace?.none)
        do {
            for (entry, place) in zip(entries, places) {
                guard !Task.isCancelled, open.contains(place), try await deal(entry) else {
                    isWhole = false
                    continue
                }
                open.remove(place)
                count += 1
                if isWhole { last = place }
            }
        } catch {
            try await store.finish(upTo: last, givingBack: open)
            throw error
        }
        try await store.finish(upTo: last, givingBack: open)
        return count
    }

    /// - Returns: false when the mail stays for later.
    private func deal(_ entry: IMAPMailbox.Entry) async throws -> Bool {
        switch try await outcome(entry) {
        case .later: return false
        case .done: try await mailbox.move(entry.uid, to: plan.done)
        case .aside(let reason):
            try await mailbox.move(entry.uid, to: reason.folder(plan.aside))
            metrics.count(.mailAside, reason.code)
            log.warning("mail-aside", ("code", .code(reason.code)))
        case nil: break
        }
        return true
    }

    /// Nil for a mail that is gone: another reader moved it.
    private func outcome(_ entry: IMAPMailbox.Entry) async throws(IMAPError) -> MailOutcome? {
        guard entry.size <= plan.limit else { return .aside(.tooLarge) }
        guard let bytes = try await mailbox.mail(entry.uid) else { return nil }
        return await take(bytes)
    }
}
