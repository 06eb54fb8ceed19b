internal import Envelope
internal import Synchronization

/// Sends receipts that go by themselves: those of mails, and those that were asked for later.
///
/// Each is kept in the store until it was sent, so that a process that dies owes it still. A sender that does not get it sends the
/// message again, which brings it out once more; so neither a full post nor a partner that is away loses a receipt for good.
final class ReceiptPost: Sendable {
    private static let pauses: [Duration] = [.zero, .seconds(30), .seconds(300), .seconds(1_800)]

    private let store: Store
    private let way: ReceiptWay
    private let log: NodeLog
    private let state = Mutex(State())

    private struct Place: Hashable {
        let party: OIN
        let messageID: String

        init(_ owed: OwedReceipt) { (party, messageID) = (owed.party, owed.messageID) }
    }

    private struct State {
        var waiting: [Place: Task<Void, Never>] = [:]
        var isStopping = false

        func count(for party: OIN) -> Int { waiting.keys.count { $0.party == party } }
    }

    init(store: Store, way: ReceiptWay, log: NodeLog) {
        self.store = store
        self.way = way
        self.log = log
    }

    /// The number of receipts that wait for a partner.
    func count(for party: OIN) -> Int { state.withLock { $0.count(for: party) } }

    /// Sends what the last process owed.
    func resume() {
        do throws(StoreError) {
            for owed in try store.owed() { send(owed, isKept: true) }
        } catch {
            log.error("receipts-not-read", ("error", .storeError(error)))
        }
    }

    /// Keeps a receipt, and sends it soon. When this returns, the message that it is about may be forgotten.
    func keepAndSend(_ owed: OwedReceipt) async { send(owed, isKept: await keep(owed)) }

    /// Sends a receipt soon, unless one about the same message waits already.
    func send(_ owed: OwedReceipt) { send(owed, isKept: false) }

    private func send(_ owed: OwedReceipt, isKept: Bool) {
        let place = Place(owed)
        let limit = way.limit(for: owed.party)
        let isTaken = state.withLock { state in
            guard !state.isStopping, state.waiting[place] == nil, state.count(for: owed.party) < limit else {
                return false
            }
            state.waiting[place] = Task {
                // Both at once: a partner may expect its receipt before anything else that follows from its message.
                async let isSafe = isKept ? true : await keep(owed)
                let isDone = await deliver(owed)
                if await isSafe, isDone { await settle(owed) }
                self.state.withLock { $0.waiting[place] = nil }
            }
            return true
        }
        if !isTaken { log.debug("receipt-dropped", ("party", .party(owed.party))) }
    }

    /// Takes nothing new, and ends what waits; the next start sends it. A transfer that is under way ends with the loop that makes it.
    func stop() async {
        let tasks = state.withLock { state in
            state.isStopping = true
            return Array(state.waiting.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    /// - Returns: whether it is dealt with: sent, or given up, because the partner asks again.
    private func deliver(_ owed: OwedReceipt) async -> Bool {
        for pause in Self.pauses {
            guard (try? await Task.sleep(for: pause)) != nil else { return false }
            switch await way.carry(owed) {
            case .sent: return true
            case .waits: log.warning("receipt-waits", ("party", .party(owed.party)))
            case .none:
                log.error("receipt-no-way", ("party", .party(owed.party)))
                return true
            }
        }
        return !Task.isCancelled
    }

    /// - Returns: whether it is on disk. On a full disk it is sent all the same.
    private func keep(_ owed: OwedReceipt) async -> Bool {
        do throws(StoreError) {
            try await store.owe(owed)
            return true
        } catch {
            log.warning("receipt-not-kept", ("party", .party(owed.party)), ("error", .storeError(error)))
            return false
        }
    }

    private func settle(_ owed: OwedReceipt) async {
        do throws(StoreError) { try await store.settle(owed) } catch {
            // It goes once more after the next start.
            log.debug("receipt-not-settled", ("party", .party(owed.party)), ("error", .storeError(error)))
        }
    }
}
