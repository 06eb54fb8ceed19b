internal import Envelope

/// Sends receipts that were asked for later, to the directory's address of the partner and nowhere else.
///
/// They wait in memory only: each is in the store with its message, and a sender that does not get it sends the message again,
/// which brings it out once more. So a crash loses no receipt for good.
struct ReceiptPost: Sendable {
    private static let pauses: [Duration] = [.zero, .seconds(30), .seconds(300), .seconds(1_800)]

    let own: OIN
    let client: AS2Client
    let clock: NodeClock
    let log: NodeLog

    func send(_ receipt: SignedReceipt, to party: OIN, url: String) {
        Task {
            for pause in Self.pauses {
                guard (try? await Task.sleep(for: pause)) != nil else { return }
                let moment = clock.moment
                let id = AS2MessageID(
                    message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: own)
                guard await client.sendReceipt(receipt, id: id, to: party, url: url) != nil else { return }
                log.warning("receipt-waits", ("party", .party(party)))
            }
        }
    }
}
