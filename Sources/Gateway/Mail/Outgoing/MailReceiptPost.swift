internal import Envelope

/// Sends the signed receipt for a message that came by mail: to the sender's address in the directory and nowhere else.
///
/// Receipts wait in memory only: each is in the store with its message, and a sender that does not get it sends the message
/// again, which brings it out once more.
struct MailReceiptPost: Sendable {
    private static let pauses: [Duration] = [.zero, .seconds(30), .seconds(300), .seconds(1_800)]

    let own: OIN
    /// The mail address of this node.
    let address: String
    /// Nil for a node that sends no mail.
    let smtp: SMTPCourier?
    /// For a sender whose endpoint is an AS2 address.
    let https: ReceiptPost
    let clock: NodeClock
    let log: NodeLog

    /// - Parameter messageID: of the mail that brought the message.
    func send(_ receipt: SignedReceipt, to party: Party, answering messageID: String) {
        switch party.endpoint {
        case .https(let url): https.send(receipt, about: messageID, to: party.oin, url: url)
        case .mail(let mail): send(receipt, to: party.oin, mail, messageID)
        }
    }

    private func send(_ receipt: SignedReceipt, to party: OIN, _ mail: String, _ messageID: String) {
        guard let smtp else { return log.error("receipt-waits", ("party", .party(party))) }
        let moment = clock.moment
        let id = AS2MessageID(
            message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: own)
        let headers = MailHeaders(
            from: address, to: [mail], date: moment.now, messageID: id.description, inReplyTo: messageID)
        guard let bytes = try? MailWriter.mail(receipt, headers: headers) else {
            return log.error("receipt-not-written", ("party", .party(party)))
        }
        let outgoing = OutgoingMail(bytes: bytes, sender: address, recipients: [mail])
        Task {
            for pause in Self.pauses {
                guard (try? await Task.sleep(for: pause)) != nil else { return }
                if await smtp.send(outgoing) == .accepted { return }
                log.warning("receipt-waits", ("party", .party(party)))
            }
        }
    }
}
