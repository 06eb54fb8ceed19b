/// A sealed message, ready for any transport.
public struct SealedMessage: Hashable, Sendable {
    /// The ContentInfo, DER.
    public let envelope: [UInt8]
    public let suite: Suite
    /// SHA-256 over the signed MIME entity: the MIC that the receipt must carry (RFC 4130, 7.3.1).
    public let mic: Digest
}
