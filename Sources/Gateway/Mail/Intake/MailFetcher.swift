internal import Envelope

/// Reads a mailbox now and then: new is what lies above the place that the store keeps. A mail is moved away only after all that
/// is to be kept of it is on disk.
final class MailFetcher: Sendable {
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
        let entries = try await mailbox.entries(above: position)
        var moved = 0
        var isWhole = true
        for entry in entries {
            guard !Task.isCancelled else { return nil }
            let place = MailPlace(mailbox: name, validity: validity, uid: entry.uid)
            guard try await store.take(place, at: clock.now), try await deal(entry, place) else {
                isWhole = false
                continue
            }
            moved += 1
            if isWhole { try await store.finish(upTo: place) }
        }
        return isWhole && !entries.isEmpty ? moved : nil
    }

    /// - Returns: false when the mail stays for later.
    private func deal(_ entry: IMAPMailbox.Entry, _ place: MailPlace) async throws -> Bool {
        do {
            let outcome = try await outcome(entry)
            switch outcome {
            case .later:
                try await store.giveBack(place)
                return false
            case .done: try await mailbox.move(entry.uid, to: plan.done)
            case .aside(let reason):
                try await mailbox.move(entry.uid, to: reason.folder(plan.aside))
                metrics.count(.mailAside, reason.code)
                log.warning("mail-aside", ("code", .code(reason.code)))
            case nil: break
            }
            return true
        } catch {
            try await store.giveBack(place)
            throw error
        }
    }

    /// Nil for a mail that is gone: another reader moved it.
    private func outcome(_ entry: IMAPMailbox.Entry) async throws(IMAPError) -> MailOutcome? {
        guard entry.size <= plan.limit else { return .aside(.tooLarge) }
        guard let bytes = try await mailbox.mail(entry.uid) else { return nil }
        return await take(bytes)
    }
}
