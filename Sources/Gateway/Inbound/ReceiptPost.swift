internal import Envelope
internal import Synchronization

/// Sends receipts that were asked for later, to the directory's address of the partner and nowhere else.
///
/// They wait in memory, and a stop hands over what was not sent. Each is in the store with its message, and a sender that does not
/// get it sends the message again, which brings it out once more. So neither a crash nor a full post loses a receipt for good.
final class ReceiptPost: Sendable {
    /// As many receipts wait for one partner at most.
    static let mostPerParty = 32

    private static let pauses: [Duration] = [.zero, .seconds(30), .seconds(300), .seconds(1_800)]

    private let own: OIN
    private let client: AS2Client
    private let clock: NodeClock
    private let log: NodeLog
    private let state = Mutex(State())

    private struct Place: Hashable {
        let party: OIN
        /// Of the message, as it came.
        let messageID: String
    }

    private struct State {
        var waiting: [Place: Task<Void, Never>] = [:]
        var isStopping = false
        /// What was not sent before the end.
        var left: [OwedReceipt] = []

        func count(for party: OIN) -> Int { waiting.keys.count { $0.party == party } }
    }

    init(own: OIN, client: AS2Client, clock: NodeClock, log: NodeLog) {
        self.own = own
        self.client = client
        self.clock = clock
        self.log = log
    }

    /// The number of receipts that wait for a partner.
    func count(for party: OIN) -> Int { state.withLock { $0.count(for: party) } }

    /// Sends a receipt soon, unless one about the same message waits already.
    ///
    /// - Parameter messageID: of the message, as it came.
    func send(_ receipt: SignedReceipt, about messageID: String, to party: OIN, url: String) {
        let place = Place(party: party, messageID: messageID)
        let isTaken = state.withLock { state in
            guard !state.isStopping, state.waiting[place] == nil, state.count(for: party) < Self.mostPerParty else {
                return false
            }
            state.waiting[place] = Task {
                let isSent = await deliver(receipt, to: party, url: url)
                self.state.withLock { state in
                    state.waiting[place] = nil
                    guard !isSent, state.isStopping else { return }
                    state.left.append(OwedReceipt(party: party, messageID: messageID, receipt: receipt))
                }
            }
            return true
        }
        if !isTaken { log.debug("receipt-dropped", ("party", .party(party))) }
    }

    /// Takes nothing new, and ends what waits. A transfer that is under way ends with the loop that makes it.
    ///
    /// - Returns: what was not sent.
    func stop() async -> [OwedReceipt] {
        let tasks = state.withLock { state in
            state.isStopping = true
            return Array(state.waiting.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        return state.withLock { $0.left }
    }

    /// - Returns: whether the partner took it.
    private func deliver(_ receipt: SignedReceipt, to party: OIN, url: String) async -> Bool {
        for pause in Self.pauses {
            guard (try? await Task.sleep(for: pause)) != nil else { return false }
            let moment = clock.moment
            let id = AS2MessageID(
                message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: own)
            guard await client.sendReceipt(receipt, id: id, to: party, url: url) != nil else { return true }
            log.warning("receipt-waits", ("party", .party(party)))
        }
        return false
    }
}
