/// What an envelope held: signed content, whose signature was verified.
public struct SignedContent: Sendable {
    /// The decrypted signed entity, content and signature together: the evidence that stock tools can verify later. It is
    /// plaintext: who keeps it encrypts it.
    public internal(set) var evidence: [UInt8]
    /// The signed part. It stands in ``text``.
    public let entity: MIMEEntity
    public let signature: VerifiedSignature
    /// The certificate of ours whose key opened the envelope.
    public let openedBy: Certificate
    /// Everybody for whom the envelope has a content key, by the names that it uses.
    public let recipients: [SignerIdentifier]
    /// What stood inside the SignedData; nil when the signature is detached.
    private var inside: [UInt8]?

    init(
        evidence: [UInt8], part: SignedPart, signature: VerifiedSignature, openedBy: Certificate,
        recipients: [SignerIdentifier]
    ) {
        self.evidence = evidence
        entity = part.entity
        inside = part.inside
        self.signature = signature
        self.openedBy = openedBy
        self.recipients = recipients
    }

    /// The text in which ``entity`` has its places.
    public var text: [UInt8] { inside ?? evidence }

    /// The part with the message: the signed part itself, or by mail the only such part in it; nil when there is none.
    public var messagePart: MIMEEntity? {
        if entity.contentType.mediaType == .cloudEvent { return entity }
        guard entity.contentType.mediaType == .multipartMixed else { return nil }
        return entity.parts.first { $0.contentType.mediaType == .cloudEvent }
    }

    /// The receipt that a mail program signed, a CMS object; nil when this is none.
    public var personalReceipt: [UInt8]? {
        entity.isPersonalReceipt ? try? entity.content(in: evidence.span) : nil
    }

    /// The message, with its transfer encoding undone.
    func content() throws(OpenError) -> [UInt8] {
        guard let part = messagePart else {
            throw OpenError(.signedMediaType, entity.contentType.mediaType.rawValue, signature: signature)
        }
        do throws(MIMEError) { return try part.content(in: text.span) } catch {
            throw OpenError(.mime, error.reason.rawValue, signature: signature)
        }
    }

    /// Overwrites the plaintext.
    mutating func cleanse() {
        evidence.cleanse()
        inside?.cleanse()
    }
}
