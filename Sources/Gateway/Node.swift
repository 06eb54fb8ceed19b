internal import Envelope
internal import Synchronization

/// One party's node: its parts, and how they start and stop.
final class Node: Sendable {
    private struct Running {
        var listener: Listener?
        var local: Listener?
        var bell: StoreBell.Listener?
        var upkeep: Task<Void, Never>?
        var renewal: Task<Void, Never>?
    }

    let store: Store
    let outbound: Outbound
    private let plan: NodePlan
    private let inbound: Inbound
    private let dispatcher: Dispatcher
    private let directory: any DirectorySource
    private let transfers: TransferLoop
    let watch: NodeWatch
    private let upkeep: NodeUpkeep
    private let waiting: WaitingDeliveries
    private let mail: MailRoom?
    private let running = Mutex(Running())

    /// Puts the parts together. Nothing runs yet.
    ///
    /// - Parameters:
    ///   - made: a way to other nodes whose client keys needed a passphrase; nil for one by the plan alone.
    ///   - directory: makes the source of the directory, given the way to other nodes and the key that signs requests.
    init(
        _ plan: NodePlan, store: Store, keys: KeyRing,
        transfers made: TransferLoop? = nil,
        directory makeDirectory: (TransferLoop, @escaping NodeSigner) throws(NodeError) -> any DirectorySource
    ) throws(NodeError) {
        self.plan = plan
        self.store = store
        let (clock, log, metrics) = (plan.clock, plan.log, NodeMetrics())
        let desks = try NodeDesks(plan, store: store, keys: keys)
        if let made { transfers = made } else { transfers = try Self.transfers(plan) }
        let source = DeferredSource()
        let directory = try makeDirectory(transfers) { source.signer(desks.keys, plan.party, clock.now) }
        source.set(directory)
        self.directory = directory
        let smtp = plan.mail.flatMap { mail in mail.sending.map { SMTPCourier($0, name: mail.name) } }
        let client = AS2Client(transfers) { clock.now }
        let record = DeliveryRecord(store: store, plan: plan.retry, clock: clock, log: log, metrics: metrics)
        let (circuits, refresh) = (PartnerCircuits(), RefreshGate(directory))
        let attempts = DeliveryAttempts(
            store: store, desk: desks.sealing,
            couriers: Couriers(https: AS2Courier(client, plan.asynchronous), mail: MailCourier(plan.mail, smtp)),
            circuits: circuits, directory: directory, refresh: refresh, record: record, clock: clock)
        let dispatcher = Dispatcher(
            store: store, attempts: attempts, circuits: circuits, clock: clock, log: log, limits: plan.dispatch)
        self.dispatcher = dispatcher
        let wake: @Sendable () -> Void = { dispatcher.wake() }
        waiting = WaitingDeliveries(
            own: plan.party, store: store, circuits: circuits, clock: clock, log: log, wake: wake)
        outbound = Outbound(
            composer: desks.composer, store: store, directory: directory, clock: clock, starter: dispatcher)
        inbound = Inbound(
            opening: desks.opening, receipts: desks.receipts,
            intake: ReceiptIntake(
                own: plan.party, store: store, directory: directory, refresh: refresh, record: record, clock: clock),
            post: ReceiptPost(
                store: store,
                way: ReceiptWay(
                    own: plan.party, https: client, smtp: smtp, address: plan.mail?.address, directory: directory,
                    clock: clock), log: log),
            replies: ReplyDesk(composer: desks.composer, log: log), store: store, directory: directory, clock: clock,
            log: log, metrics: metrics, refusals: RecentRefusals(), starter: dispatcher)
        mail = plan.mail.map { [inbound] in MailRoom($0, smtp: smtp, inbound: inbound, plan) }
        upkeep = NodeUpkeep(party: plan.party, store: store, keys: keys, directory: directory, clock: clock, log: log)
        watch = NodeWatch(
            party: plan.party, store: store, keys: keys, directory: directory, dispatcher: dispatcher,
            mail: mail, metrics: metrics, certificates: plan.certificates, clock: clock)
    }

    private static func transfers(_ plan: NodePlan) throws(NodeError) -> TransferLoop {
        do throws(DeliverySettingsError) { return try TransferLoop(plan.delivery) } catch {
            throw .delivery(error)
        }
    }

    /// Begins to work: what the last process left is queued again, then messages leave and arrive.
    func start() async throws(NodeError) {
        do throws(StoreError) {
            let count = try await store.recoverAfterStart(at: plan.clock.now)
            try await store.record([upkeep.record("start")])
            plan.log.info("started", ("requeued", .number(count)))
        } catch {
            throw .store(error)
        }
        let dispatcher = dispatcher
        let bell = StoreBell.listen(at: store.location) { dispatcher.wake() }
        running.withLock { $0.bell = bell }
        directory.start { [waiting] old, new in waiting.directoryChanged(from: old, to: new) }
        dispatcher.start()
        inbound.post.resume()
        mail?.start()
        let upkeep = Task { [upkeep] in await upkeep.run() }
        running.withLock { $0.upkeep = upkeep }
        renewByItself()
        do throws(ListenerError) { try listen() } catch {
            await stop()
            throw .listener(error)
        }
    }

    /// Takes nothing new, ends what is under way, signs the state of the log, and closes the store.
    func stop() async {
        let running = running.withLock { running in
            defer { running = Running() }
            return running
        }
        await running.listener?.stop()
        running.upkeep?.cancel()
        running.renewal?.cancel()
        running.bell?.stop()
        directory.stop()
        await mail?.stop()
        let patience = losePatience()
        await dispatcher.stop()
        patience.cancel()
        transfers.close()
        await inbound.post.stop()
        await running.local?.stop()
        await upkeep.end()
        store.close()
        plan.log.info("stopped")
    }

    /// A partner that takes its time, or a disk that takes nothing, does not hold up the end: what did not come to an end is
    /// queued again at the next start.
    private func losePatience() -> Task<Void, any Error> {
        Task { [transfers, store, patience = plan.patience] in
            try await Task.sleep(for: patience)
            transfers.close()
            try await Task.sleep(for: patience)
            store.close()
        }
    }

    /// Sends a message.
    func submit(_ submission: Submission) async throws(SubmissionError) -> SubmissionReport {
        try await outbound.submit(submission)
    }

    /// Where messages come in; 0 when the node is stopped or listens on a unix socket.
    var port: UInt16 { running.withLock { $0.listener?.port ?? 0 } }

    /// Where health and metrics are.
    var localPort: UInt16 { running.withLock { $0.local?.port ?? 0 } }

    var metrics: NodeMetrics { watch.metrics }

    /// Shows another TLS certificate from now on.
    func renew(_ identity: TLSCredentials) throws(ListenerError) {
        let listener = running.withLock { $0.listener }
        try listener?.renew(certificate: identity.certificate, key: identity.key)
    }

    /// Reads the TLS certificate again, now.
    func renewCertificate() { plan.renewal?.renewNow(plan.log) { try renew($0) } }

    private func renewByItself() {
        guard let renewal = plan.renewal else { return }
        let log = plan.log
        let task = Task { [weak self] in
            await renewal.run(log) { try self?.renew($0) }
        }
        running.withLock { $0.renewal = task }
    }

    private func listen() throws(ListenerError) {
        let (inbound, directory, watch) = (inbound, directory, watch)
        var settings = plan.local
        settings.methods = { NodeWatch.routes[$0] }
        let local = try Listener(settings: settings) { await watch.answer($0) }
        running.withLock { $0.local = local }
        let path = plan.path
        settings = plan.listen
        settings.methods = { $0 == path ? ["POST"] : directory.methods(at: $0) }
        let listener = try Listener(settings: settings) { request in
            if request.path == path { return await inbound.receive(request) }
            return directory.serve(request) ?? .notFound
        }
        running.withLock { $0.listener = listener }
    }
}
