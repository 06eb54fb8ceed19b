internal import Envelope

/// One attempt to bring one sealed message to one party over AS2.
struct AS2Job: Sendable {
    enum ReceiptRequest: Hashable, Sendable {
        /// In the answer to the request.
        case synchronous
        /// To this URL of ours, later.
        case asynchronous(returnURL: String)
    }

    let message: UniqueID
    let sender: OIN
    /// The receiving party's entry: its suite decides how strict its receipt is read.
    let partner: Partner
    /// The party's endpoint in the directory.
    let url: String
    let sealed: SealedMessage
    var receipt: ReceiptRequest = .synchronous
    /// The node certificates of the party, or those that its entry allows for receipts. Nobody else's signature counts.
    let receiptSigners: [Certificate]

    var recipient: OIN { partner.oin }
    var messageID: AS2MessageID { AS2MessageID(message: message, sender: sender) }

    /// What its receipt has to say.
    var expectation: ReceiptExpectation {
        ReceiptExpectation(
            messageID: messageID, partner: partner, mic: sealed.mic, signers: receiptSigners)
    }
}
