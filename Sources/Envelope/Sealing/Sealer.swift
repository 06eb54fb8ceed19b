/// Signs and encrypts messages for one signer.
///
/// A sealer owns its contexts and reuses them, so it belongs to one thread or task at a time; make one for each.
public final class Sealer {
    /// The longest message, in bytes.
    public static let maximumByteCount = 16 * 1024 * 1024

    private let signer: MessageSigner
    private let embedded: [Certificate]
    private let digest: DigestContext
    private let content: CipherContext
    private let wrap: CipherContext
    private let p256: KeyGenerator
    private let p384: KeyGenerator

    /// - Parameter embedsCertificate: puts the signer's certificate into the signature, for partners that do not read the
    ///   directory. Between nodes it stays out: parsing it costs more than opening the message.
    public convenience init(_ signer: MessageSigner, embedsCertificate: Bool = false) throws(SealError) {
        try self.init(signer, embedding: embedsCertificate ? [signer.certificate] : [])
    }

    /// - Parameter embedded: certificates that go with the signature. Mail clients learn from them to whom to encrypt an answer.
    public init(_ signer: MessageSigner, embedding embedded: [Certificate]) throws(SealError) {
        self.signer = signer
        self.embedded = embedded
        digest = try SealError.wrapping { () throws(CryptoError) in try DigestContext() }
        content = try SealError.wrapping { () throws(CryptoError) in try CipherContext() }
        wrap = try SealError.wrapping { () throws(CryptoError) in try CipherContext() }
        p256 = try SealError.wrapping { () throws(CryptoError) in try KeyGenerator(.p256) }
        p384 = try SealError.wrapping { () throws(CryptoError) in try KeyGenerator(.p384) }
    }

    /// Seals one message.
    ///
    /// - Parameters:
    ///   - message: a CloudEvents document on one line, at most ``maximumByteCount`` bytes.
    ///   - recipients: the 1 or 2 active contactpersonen of the receiving party.
    ///   - suite: as the partner's entry in the directory says.
    ///   - time: becomes the signing time.
    /// - Throws: ``SealError``; nothing of the message leaves then.
    public func seal(
        _ message: [UInt8], for recipients: [Recipient], suite: Suite, at time: UTCTime
    ) throws(SealError) -> SealedMessage {
        let bytes = message.span
        guard ByteSearch.first(ASCII.lineFeed, in: bytes, 0..<bytes.count) == nil,
            ByteSearch.first(ASCII.carriageReturn, in: bytes, 0..<bytes.count) == nil
        else { throw .lineBreak }
        let header = SignedEntityFrame.entityHeader
        let sealed = try seal(message, under: header, for: recipients, suite, at: time)
        let mic = sealed.digest.algorithm == .sha256 ? sealed.digest : try digest(header, bytes, .sha256)
        return SealedMessage(envelope: sealed.envelope, suite: suite, mic: mic, frame: sealed.frame)
    }

    /// Seals the content of a mail.
    ///
    /// - Parameters:
    ///   - entity: the message with its rendering for people, at most ``maximumByteCount`` bytes.
    ///   - recipients: the 1 or 2 active contactpersonen of the receiving party.
    ///   - suite: as the partner's entry in the directory says.
    ///   - time: becomes the signing time.
    ///   - request: asks the reader for a signed receipt; only mail programs know what that is.
    /// - Throws: ``SealError``; nothing of the message leaves then.
    public func seal(
        mail entity: MailEntity, for recipients: [Recipient], suite: Suite, at time: UTCTime,
        asking request: ReceiptRequest? = nil
    ) throws(SealError) -> SealedMessage {
        let sealed = try seal(entity.bytes, under: [], for: recipients, suite, at: time, asking: request)
        return SealedMessage(
            envelope: sealed.envelope, suite: suite, mic: entity.mic, frame: sealed.frame, entity: entity.bytes)
    }

    /// What is the same for every kind of content.
    private struct Sealed {
        let frame: SignedEntityFrame
        let envelope: [UInt8]
        /// Over the signed part, with the signer's algorithm.
        let digest: Digest
    }

    private func seal(
        _ content: [UInt8], under header: [UInt8], for recipients: [Recipient], _ suite: Suite, at time: UTCTime,
        asking request: ReceiptRequest? = nil
    ) throws(SealError) -> Sealed {
        guard (1...2).contains(recipients.count) else { throw .recipientCount(recipients.count) }
        guard content.count <= Self.maximumByteCount else { throw .tooLarge(content.count) }
        let entityDigest = try digest(header, content.span, signer.algorithm.digest)
        let signedData = try SignedDataWriter.sign(
            entityDigest, by: signer, at: time, embedding: embedded, asking: request, digest)
        let frame = SignedEntityFrame(
            boundary: entityDigest, micalg: signer.algorithm.digest, signedData: signedData, header: header)
        let envelope = try SealError.wrapping { () throws(CryptoError) in
            try encrypt(frame, content, for: recipients, suite)
        }
        return Sealed(frame: frame, envelope: envelope, digest: entityDigest)
    }

    /// The MIC that a receipt for a message must carry, whoever signed it, whenever, and on whichever way it went: it is over
    /// the entity as over HTTPS, without the signature.
    public static func mic(of message: [UInt8]) throws(CryptoError) -> Digest {
        try Digest(.sha256, of: SignedEntityFrame.entityHeader + message)
    }

    private func digest(
        _ header: [UInt8], _ content: Span<UInt8>, _ algorithm: DigestAlgorithm
    ) throws(SealError) -> Digest {
        try SealError.wrapping { () throws(CryptoError) in
            try digest.begin(algorithm)
            try digest.update(header.span)
            try digest.update(content)
            return try digest.finish()
        }
    }

    /// Encrypts the pieces of the signed entity straight into the envelope: the plaintext is never put together.
    private func encrypt(
        _ frame: SignedEntityFrame, _ message: [UInt8], for recipients: [Recipient], _ suite: Suite
    ) throws(CryptoError) -> [UInt8] {
        let contentKey = try SecretBytes(randomCount: ContentKey.byteCount)
        let iv = try Random.publicBytes(suite.ivByteCount)
        let plainCount = frame.opening.count + message.count + frame.closing.count
        let count = suite.encryptedByteCount(plainCount)
        let envelope = EnvelopeFrame(
            suite, recipients: try wrapKey(contentKey, for: recipients), iv: iv, encryptedByteCount: count)
        try contentKey.withSpan { (key) throws(CryptoError) in
            try content.begin(suite.cipher, .encrypt, key: key, iv: iv.span)
        }
        let capacity = envelope.opening.count + count + envelope.closingByteCount + 32
        return try [UInt8](capacity: capacity) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            output.append(envelope.opening)
            try content.update(frame.opening.span, into: &output)
            try content.update(message.span, into: &output)
            try content.update(frame.closing.span, into: &output)
            guard try content.finish(into: &output), output.count == envelope.opening.count + count else {
                throw .drain("EVP_CipherFinal_ex")
            }
            guard suite == .gcm else { return }
            output.append(EnvelopeFrame.tagHeader)
            try content.appendTag(to: &output)
        }
    }

    /// One RecipientInfo for each recipient; those of one curve share the ephemeral key of the message.
    private func wrapKey(
        _ contentKey: borrowing SecretBytes, for recipients: [Recipient]
    ) throws(CryptoError) -> [[UInt8]] {
        var ephemeral: [KeyAlgorithm: EphemeralKey] = [:]
        var infos: [[UInt8]] = []
        for recipient in recipients {
            switch recipient.wrapping {
            case .transport(let pool, let algorithm):
                let encrypted = try RecipientInfoWriter.encrypt(contentKey, pool)
                infos.append(
                    RecipientInfoWriter.transport(algorithm, recipient.certificate, encryptedKey: encrypted))
            case .agreement(let algorithm):
                let key = if let made = ephemeral[algorithm] { made } else { try makeEphemeral(algorithm) }
                ephemeral[algorithm] = key
                infos.append(try agree(key, recipient.certificate, contentKey))
            }
        }
        return infos
    }

    private func makeEphemeral(_ algorithm: KeyAlgorithm) throws(CryptoError) -> EphemeralKey {
        algorithm == .p384 ? try EphemeralKey(algorithm, p384) : try EphemeralKey(algorithm, p256)
    }

    private func agree(
        _ ephemeral: EphemeralKey, _ certificate: Certificate, _ contentKey: borrowing SecretBytes
    ) throws(CryptoError) -> [UInt8] {
        let agreed = try ephemeral.agree(with: certificate.publicKey)
        let key = try KeyAgreement.wrappingKey(
            agreed: agreed, digest: KeyAgreementScheme.for(ephemeral.algorithm).digest,
            sharedInfo: KeyAgreementScheme.sharedInfo, digest)
        let encrypted = try KeyAgreement.wrap(contentKey, under: key, wrap)
        return RecipientInfoWriter.agreement(ephemeral, certificate, encryptedKey: encrypted)
    }
}
