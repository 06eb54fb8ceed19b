/// Decides whether an answer is the receipt for a message that was sent.
///
/// The checks, in this order, each with its own reason: strict MIME; signed; the signature; a disposition notification;
/// its fields; the message it is for; the party that answers; and, when it says delivered, the MIC.
public struct ReceiptVerifier: Sendable {
    /// The Message-ID under which the message was sent, with its angle brackets.
    public let messageID: String
    /// The OIN or AS2 name of the party to which it was sent.
    public let recipient: String
    /// The digest of the signed entity that was sent.
    public let mic: Digest

    public init(messageID: String, recipient: String, mic: Digest) {
        self.messageID = messageID
        self.recipient = recipient
        self.mic = mic
    }

    /// Checks an answer over HTTP.
    ///
    /// A receipt that refuses the message passes as well: its ``Receipt/disposition`` says so.
    /// - Parameters:
    ///   - body: the body of the answer.
    ///   - contentType: its Content-Type header.
    ///   - nodes: the node certificates of the party, from the directory. Nobody else's signature counts.
    ///   - partner: the entry of the party. In suite `gcm` signing-certificate-v2 is required.
    ///   - now: the moment of receipt.
    /// - Throws: ``ReceiptError`` with the reason of the first check that fails.
    public func verify(
        _ body: [UInt8], contentType: String, nodes: [TrustedSigner], of partner: Partner, at now: UTCTime
    ) throws(ReceiptError) -> Receipt {
        try verify(body.span, contentType: contentType) { (signature, content) throws(OpenError) in
            try Self.checkSignature(signature, content, nodes, partner, now)
        }
    }

    /// Reads a receipt whose signature is right, whatever message it is for: one that was handed over as evidence.
    ///
    /// - Throws: ``ReceiptError`` when it is no receipt, or none that one of `nodes` signed.
    public static func read(
        _ receipt: SignedReceipt, nodes: [TrustedSigner], of partner: Partner, at now: UTCTime
    ) throws(ReceiptError) -> Receipt {
        try read(receipt.body.span, receipt.contentType) { (signature, content) throws(OpenError) in
            try checkSignature(signature, content, nodes, partner, now)
        }
    }

    private static func checkSignature(
        _ signature: [UInt8], _ content: Span<UInt8>, _ nodes: [TrustedSigner], _ partner: Partner, _ now: UTCTime
    ) throws(OpenError) {
        let check = SignatureCheck(partner, in: SignerList(nodes), at: now)
        let context = try OpenError.wrapping { () throws(CryptoError) in try DigestContext() }
        var didVerify = false
        _ = try check.verify(signature.span, over: content, context, didVerify: &didVerify)
    }

    /// Checks an answer with another judge of the signature, which throws unless the detached CMS signature (first argument)
    /// over the content (second) counts.
    package func verify<Failure: Error>(
        _ body: Span<UInt8>, contentType: String,
        checkSignature: (_ signature: [UInt8], _ content: Span<UInt8>) throws(Failure) -> Void
    ) throws(ReceiptError) -> Receipt {
        let receipt = try Self.read(body, contentType, checkSignature)
        guard receipt.originalMessageID == messageID else { throw ReceiptError(.messageID) }
        guard receipt.finalRecipient == recipient else { throw ReceiptError(.recipient) }
        guard receipt.disposition.isDelivered else { return receipt }
        guard let received = receipt.mic else { throw ReceiptError(.micMissing) }
        guard received == mic else { throw ReceiptError(.mic) }
        return receipt
    }

    private static func read<Failure: Error>(
        _ body: Span<UInt8>, _ contentType: String,
        _ checkSignature: (_ signature: [UInt8], _ content: Span<UInt8>) throws(Failure) -> Void
    ) throws(ReceiptError) -> Receipt {
        let root = try entity(body, contentType)
        guard root.contentType.mediaType == .multipartSigned, root.parts.count == 2 else {
            throw ReceiptError(.unsigned)
        }
        let report = root.parts[0]
        try check(root.parts[1], over: body.extracting(report.range), in: body, checkSignature)
        return try ReceiptReader.read(report, in: body)
    }

    private static func entity(_ body: Span<UInt8>, _ contentType: String) throws(ReceiptError) -> MIMEEntity {
        do {
            var limits = MIMELimits.http
            limits.bytes = 256 << 10
            return try MIMEReader.read(body: body, as: try MIMEContentType(parsing: contentType), limits)
        } catch {
            throw ReceiptError(.mime, cause: error.reason.rawValue)
        }
    }

    private static func check<Failure: Error>(
        _ signature: MIMEEntity, over content: Span<UInt8>, in body: Span<UInt8>,
        _ checkSignature: (_ signature: [UInt8], _ content: Span<UInt8>) throws(Failure) -> Void
    ) throws(ReceiptError) {
        let der: [UInt8]
        do { der = try signature.content(in: body) } catch { throw ReceiptError(.mime, cause: error.reason.rawValue) }
        do { try checkSignature(der, content) } catch {
            throw ReceiptError(.signature, cause: (error as? OpenError)?.reason.rawValue ?? "\(error)")
        }
    }
}
