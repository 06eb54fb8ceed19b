internal import Envelope
internal import Synchronization

/// Sends receipts that were asked for later, to the directory's address of the partner and nowhere else.
///
/// They wait in memory only: each is in the store with its message, and a sender that does not get it sends the message again,
/// which brings it out once more. So neither a crash nor a full post loses a receipt for good.
final class ReceiptPost: Sendable {
    /// As many receipts wait for one partner at most.
    static let mostPerParty = 32

    private static let pauses: [Duration] = [.zero, .seconds(30), .seconds(300), .seconds(1_800)]

    private let own: OIN
    private let client: AS2Client
    private let clock: NodeClock
    private let log: NodeLog
    private let waiting = Mutex<[OIN: Set<String>]>([:])

    init(own: OIN, client: AS2Client, clock: NodeClock, log: NodeLog) {
        self.own = own
        self.client = client
        self.clock = clock
        self.log = log
    }

    /// The number of receipts that wait for a partner.
    func count(for party: OIN) -> Int { waiting.withLock { $0[party]?.count ?? 0 } }

    /// Sends a receipt soon, unless one about the same message waits already.
    ///
    /// - Parameter messageID: of the message, as it came.
    func send(_ receipt: SignedReceipt, about messageID: String, to party: OIN, url: String) {
        guard begin(messageID, party) else { return log.debug("receipt-dropped", ("party", .party(party))) }
        Task {
            await deliver(receipt, to: party, url: url)
            end(messageID, party)
        }
    }

    private func deliver(_ receipt: SignedReceipt, to party: OIN, url: String) async {
        for pause in Self.pauses {
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            let moment = clock.moment
            let id = AS2MessageID(
                message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: own)
            guard await client.sendReceipt(receipt, id: id, to: party, url: url) != nil else { return }
            log.warning("receipt-waits", ("party", .party(party)))
        }
    }

    private func begin(_ messageID: String, _ party: OIN) -> Bool {
        waiting.withLock { waiting in
            guard waiting[party, default: []].count < Self.mostPerParty else { return false }
            return waiting[party, default: []].insert(messageID).inserted
        }
    }

    private func end(_ messageID: String, _ party: OIN) {
        waiting.withLock { waiting in
            waiting[party]?.remove(messageID)
            if waiting[party]?.isEmpty == true { waiting[party] = nil }
        }
    }
}
