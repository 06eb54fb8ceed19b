/// A step of the receipt chain, with the message in whose chain it belongs.
struct MessageStep: Hashable, Sendable {
    let message: StoredMessageID
    let step: ReceiptStep
}
