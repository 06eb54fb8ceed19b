internal import Envelope

/// What the receipt for a message has to say, and who may sign it.
struct ReceiptExpectation: Sendable {
    let messageID: AS2MessageID
    let partner: Partner
    /// The digest of the signed entity that was sent.
    let mic: Digest
    let signers: [Certificate]
    /// It is no answer to a request of ours. Then a refusal counts only with the digest, so that one about something else that
    /// went under the same Message-ID can't be passed on to us.
    var comesByItself = false
}
