internal import Envelope

/// Brings receipts to partners that get them by themselves: to their place in the directory and nowhere else.
struct ReceiptWay: Sendable {
    enum Outcome: Hashable, Sendable {
        case sent
        case waits
        /// The partner has no place any more that this node can reach.
        case none
    }

    let own: OIN
    let https: AS2Client
    /// Nil for a node that sends no mail.
    let smtp: SMTPCourier?
    /// The mail address of this node.
    let address: String?
    let directory: any DirectorySource
    let clock: NodeClock

    /// One attempt, with the directory of this moment.
    func carry(_ owed: OwedReceipt) async -> Outcome {
        let moment = clock.moment
        let id = AS2MessageID(
            message: UniqueID(milliseconds: moment.milliseconds, random: moment.random()), sender: own)
        switch directory.current.directory.party(owed.party)?.endpoint {
        case .https(let url):
            return await https.sendReceipt(owed.receipt, id: id, to: owed.party, url: url) == nil ? .sent : .waits
        case .mail(let recipient):
            guard let mail = mail(owed, to: recipient, id, moment.now), let smtp else { return .none }
            return await smtp.send(mail) == .accepted ? .sent : .waits
        case nil: return .none
        }
    }

    /// How many receipts may wait for a partner. A mail server takes one after the other, and all of a full mailbox are due at once.
    func limit(for party: OIN) -> Int {
        if case .mail = directory.current.directory.party(party)?.endpoint { return 1_000 }
        return 32
    }

    private func mail(_ owed: OwedReceipt, to recipient: String, _ id: AS2MessageID, _ now: UTCTime) -> OutgoingMail? {
        guard let address else { return nil }
        let headers = MailHeaders(
            from: address, to: [recipient], date: now, messageID: id.description, inReplyTo: owed.messageID)
        return (try? MailWriter.mail(owed.receipt, headers: headers)).map {
            OutgoingMail(bytes: $0, sender: address, recipients: [recipient])
        }
    }
}
