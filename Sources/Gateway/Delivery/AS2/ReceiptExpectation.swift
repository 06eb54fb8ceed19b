internal import Envelope

/// What the receipt for a message has to say, and who may sign it.
struct ReceiptExpectation: Sendable {
    let messageID: AS2MessageID
    let partner: Partner
    /// The digest of the signed entity that was sent.
    let mic: Digest
    let signers: [Certificate]
}
