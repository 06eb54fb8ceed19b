/// A sealed message, ready for any transport.
public struct SealedMessage: Sendable {
    /// The ContentInfo, DER.
    public let envelope: [UInt8]
    public let suite: Suite
    /// SHA-256 over the signed MIME entity: the MIC that the receipt must carry (RFC 4130, 7.3.1).
    public let mic: Digest
    let frame: SignedEntityFrame
    /// What is signed, when that is more than the message: the content of a mail.
    var entity: [UInt8]?

    /// The multipart/signed that is in the envelope: the evidence that stock tools can verify later. It is plaintext: who keeps
    /// it encrypts it.
    ///
    /// - Parameter message: the message that was sealed.
    public func evidence(of message: [UInt8]) -> [UInt8] {
        frame.opening + (entity ?? message) + frame.closing
    }
}

extension SealedMessage: Hashable {
    public static func == (left: SealedMessage, right: SealedMessage) -> Bool {
        left.envelope == right.envelope && left.suite == right.suite && left.mic == right.mic
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(mic) }
}
