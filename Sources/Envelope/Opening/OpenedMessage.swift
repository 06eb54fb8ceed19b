/// A message that passed every check of an envelope. Whether its type may travel, its data is right and it is new, others check.
public struct OpenedMessage: Sendable {
    public let message: ReceivedMessage
    /// The CloudEvents document, as it was signed.
    public let bytes: [UInt8]
    public let signed: SignedContent
}
