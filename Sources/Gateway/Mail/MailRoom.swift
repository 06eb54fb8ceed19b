internal import Envelope
internal import Synchronization

/// The mail side of a node: what sends, what fetches, and the question to a person about what nobody answered.
final class MailRoom: Sendable {
    private static let askInterval: Duration = .seconds(3_600)
    static let question =
        "De mailserver van de ontvanger nam dit bericht aan, maar er kwam geen antwoord. Vraag de ontvanger of het is gelezen; "
        + "`weerthuis retry` verstuurt het nog eens met hetzelfde nummer."

    private let plan: MailPlan
    private let store: Store
    private let clock: NodeClock
    private let log: NodeLog
    private let smtp: SMTPCourier?
    private let fetcher: MailFetcher?
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(_ plan: MailPlan, smtp: SMTPCourier?, inbound: Inbound, _ node: NodePlan) {
        self.plan = plan
        self.smtp = smtp
        store = inbound.store
        clock = node.clock
        log = node.log
        let intake = MailIntake(plan, inbound: inbound)
        fetcher = plan.fetching.map { fetching in
            MailFetcher(
                fetching, store: inbound.store, clock: node.clock, log: node.log, metrics: inbound.metrics
            ) { await intake.take($0) }
        }
    }

    /// Why mail is not fetched now; nil when it is, or when this node fetches none.
    var problem: String? { fetcher?.problem }

    func start() {
        let asking = Task { await ask() }
        let fetching = fetcher.map { fetcher in Task { await fetcher.run() } }
        tasks.withLock { $0 = [asking] + (fetching.map { [$0] } ?? []) }
    }

    func stop() async {
        smtp?.close()
        fetcher?.close()
        let running = tasks.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in running { task.cancel() }
        for task in running { await task.value }
    }

    /// One look at what was handed over and not answered.
    func askOnce() async {
        let now = clock.now
        let limit = now.adding(seconds: -Int64(plan.askAfter) * 86_400)
        do throws(StoreError) {
            for id in try await store.askAboutHandedOver(before: limit, reason: Self.question, at: now) {
                log.warning("unanswered", ("message", .id(id.message)), ("party", .party(id.recipient)))
            }
        } catch {
            log.error("unanswered", ("error", .storeError(error)))
        }
    }

    private func ask() async {
        repeat { await askOnce() } while (try? await Task.sleep(for: Self.askInterval)) != nil
    }
}
