/// The checks under the encryption without the encryption: what an opener does with a plaintext whose tag was right.
/// The fuzzer reaches MIME, signature and message by it, which a changed envelope never does.
package final class PlaintextCheck {
    private let reader: SignedEntityReader
    private let check: MessageCheck
    private let openedBy: Certificate
    private let context: DigestContext

    package init(
        us: OIN, from partner: Partner, over transport: Transport, directory: any TrustDirectory,
        openedBy: Certificate, at now: UTCTime
    ) throws(CryptoError) {
        reader = SignedEntityReader(partner: partner, transport: transport, directory: directory, now: now)
        check = MessageCheck(us: us, outerSender: partner.oin, outerRecipient: us, now: now)
        self.openedBy = openedBy
        context = try DigestContext()
    }

    package func open(_ plaintext: [UInt8]) throws(OpenError) -> OpenedMessage {
        var didVerify = false
        let (part, signature) = try reader.verify(plaintext.span, context, didVerify: &didVerify)
        return try check.check(
            SignedContent(evidence: plaintext, part: part, signature: signature, openedBy: openedBy, recipients: []))
    }
}
