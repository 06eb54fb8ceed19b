internal import Envelope

/// A signed receipt that a partner wants later, on a connection of our own, and that could not be sent yet.
struct OwedReceipt: Hashable, Sendable {
    let party: OIN
    /// Of the message that it is about, as it came.
    let messageID: String
    let receipt: SignedReceipt
}
