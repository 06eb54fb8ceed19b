/// The checks on a message after its signature: who says it, to whom, when.
struct MessageCheck {
    let us: OIN
    /// The party that the transport names as the sender.
    let outerSender: OIN
    /// The party that the transport names as the recipient.
    let outerRecipient: OIN
    let now: UTCTime

    static let aheadSeconds: Int64 = 600

    /// - Throws: ``OpenError``; the copy of the message that was made for the checks is overwritten then.
    func check(_ signed: SignedContent) throws(OpenError) -> OpenedMessage {
        var bytes = try signed.content()
        do throws(OpenError) {
            return OpenedMessage(message: try message(bytes, signed.signature), bytes: bytes, signed: signed)
        } catch {
            bytes.cleanse()
            throw error
        }
    }

    private func message(
        _ bytes: [UInt8], _ signature: VerifiedSignature
    ) throws(OpenError) -> ReceivedMessage {
        let message: ReceivedMessage
        do throws(MessageError) { message = try ReceivedMessage(decoding: bytes) } catch {
            throw OpenError(.message, error.reason.rawValue, signature: signature)
        }
        let attributes = message.attributes
        func require(_ holds: Bool, _ reason: OpenReason) throws(OpenError) {
            guard holds else { throw OpenError(reason, signature: signature, attributes: attributes) }
        }
        try require(signature.signer.party == attributes.source.party, .source)
        try require(outerSender == attributes.source.party, .outerSender)
        try require(attributes.recipient == us, .recipient)
        try require(outerRecipient == attributes.recipient, .outerRecipient)
        try require(!MessageAge.isTooOld(attributes.time, at: now), .time)
        try require(attributes.time <= now.adding(seconds: Self.aheadSeconds), .time)
        // A signature is as old as the message at most: nobody signs back into the validity of an old certificate.
        try require(!MessageAge.isTooOld(signature.signingTime, at: now), .time)
        try require(signature.signingTime <= now.adding(seconds: Self.aheadSeconds), .time)
        return message
    }
}
