internal import Envelope

/// A signed receipt that a partner gets by itself, on a connection of our own or as a mail.
struct OwedReceipt: Hashable, Sendable {
    let party: OIN
    /// Of the message that it is about, as it came.
    let messageID: String
    let receipt: SignedReceipt
}
