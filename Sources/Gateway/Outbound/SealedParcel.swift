internal import Envelope

/// A message signed and sealed with the directory of this moment, with where it goes.
struct SealedParcel: Sendable {
    let message: UniqueID
    let sender: OIN
    /// Our own place in the directory, where receipts may come later.
    let ownEndpoint: Endpoint
    /// The receiving party's entry.
    let partner: Partner
    let endpoint: Endpoint
    let sealed: SealedMessage
    /// Whose signature counts on its receipt.
    let receiptSigners: [Certificate]
    /// Who can read it, for the audit log.
    let keys: KeyTrace
    /// The mail around it; nil for other ways.
    var letter: MailLetter?
}
