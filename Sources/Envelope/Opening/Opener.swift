/// Opens envelopes for one party: structure, key, tag, MIME, signature and message, in this order, failing closed.
///
/// An opener owns its contexts and reuses them, so it belongs to one thread or task at a time; make one for each.
public final class Opener {
    /// The largest envelope, in bytes.
    public static let maximumByteCount = 24 * 1024 * 1024

    private let us: OIN
    private let directory: any TrustDirectory
    private let keys: [SignerIdentifier: OpeningKey]
    private let anyKey: OpeningKey?
    private let content: CipherContext
    private let digest: DigestContext
    private var standIns: [Fingerprint: StandIn] = [:]

    /// - Parameters:
    ///   - us: the party whose messages these are.
    ///   - keys: our encryption keys, active and retiring.
    public init(us: OIN, keys: [OpeningKey], directory: any TrustDirectory) throws(OpenError) {
        self.us = us
        self.directory = directory
        self.keys = keys.reduce(into: [:]) { known, key in
            for identifier in key.certificate.signerIdentifiers { known[identifier] = key }
        }
        anyKey = keys.first
        content = try OpenError.wrapping { () throws(CryptoError) in try CipherContext() }
        digest = try OpenError.wrapping { () throws(CryptoError) in try DigestContext() }
    }

    /// Opens one envelope and checks all that does not need the dossier.
    ///
    /// - Parameters:
    ///   - partner: the entry of the party that the transport names as the sender; its suite must be the envelope's.
    ///   - recipient: the party that the transport names as the recipient.
    ///   - now: the moment of receipt.
    /// - Throws: ``OpenError``; nothing of the plaintext is released then, and its memory is overwritten.
    public func open(
        _ envelope: [UInt8], from partner: Partner, to recipient: OIN, over transport: Transport = .https,
        at now: UTCTime
    ) throws(OpenError) -> OpenedMessage {
        var signed = try openSigned(envelope, from: partner, over: transport, at: now)
        let check = MessageCheck(us: us, outerSender: partner.oin, outerRecipient: recipient, now: now)
        do throws(OpenError) { return try check.check(signed) } catch {
            signed.cleanse()
            throw error
        }
    }

    /// Opens one envelope up to and including the signature. What the message says is not looked at.
    ///
    /// - Throws: ``OpenError``, as ``open(_:from:to:over:at:)`` does.
    public func openSigned(
        _ envelope: [UInt8], from partner: Partner, over transport: Transport = .https, at now: UTCTime
    ) throws(OpenError) -> SignedContent {
        guard envelope.count <= Self.maximumByteCount else { throw OpenError(.size, "\(envelope.count)") }
        let (bytes, structure) = try read(envelope, from: partner)
        let maximum = partner.suite == .cbc && transport == .mail ? 4 : 2
        let recipients = try ReadRecipients(structure.recipients, maximum: maximum, in: bytes.span)
        let (one, key) = try ours(recipients)
        guard key.suite == structure.suite else { throw OpenError(.keySuite) }
        let wrapped = try WrappedKeyReader.read(one, from: partner, in: bytes.span)
        let contentKey = try unwrap(wrapped, key)
        var (plain, isIntact) = try decrypt(structure, bytes, contentKey)
        guard isIntact, contentKey.isGenuine else {
            spendTheSameTime(&plain, partner, transport, hasVerified: false)
            throw OpenError(contentKey.isGenuine ? (structure.suite == .gcm ? .tag : .padding) : .unwrap)
        }
        return try verify(
            &plain, from: partner, transport, now, openedBy: key.certificate, recipients.all.map(\.identifier))
    }

    /// Checks what signed content says as a message: who, to whom, when.
    ///
    /// - Parameter signed: what ``openSigned(_:from:over:at:)`` gave.
    /// - Throws: ``OpenError`` whose sender is verified.
    public func message(
        of signed: SignedContent, from partner: Partner, to recipient: OIN, at now: UTCTime
    ) throws(OpenError) -> OpenedMessage {
        try MessageCheck(us: us, outerSender: partner.oin, outerRecipient: recipient, now: now).check(signed)
    }

    /// Reads the public structure. Other software may write BER in suite `cbc`: that is rewritten as DER first.
    private func read(_ envelope: [UInt8], from partner: Partner) throws(OpenError) -> ([UInt8], ReadEnvelope) {
        do throws(OpenError) {
            return (envelope, try ReadEnvelope(envelope.span, due: partner.suite))
        } catch  where error.reason == .der && partner.suite == .cbc {
            let rewritten = try OpenError.parsing { () throws(DERError) in try BERRewriter.rewrite(envelope.span) }
            return (rewritten, try ReadEnvelope(rewritten.span, due: partner.suite))
        }
    }

    private func ours(_ recipients: ReadRecipients) throws(OpenError) -> (ReadRecipients.One, OpeningKey) {
        for one in recipients.all {
            if let key = keys[one.identifier] { return (one, key) }
        }
        throw OpenError(.recipientUnknown)
    }

    private func unwrap(_ wrapped: WrappedKey, _ key: OpeningKey) throws(OpenError) -> ContentKey {
        do throws(KeyError) { return try key.key.unwrap(wrapped) } catch {
            if case .wrongUse(let use) = error { throw OpenError(.keyScheme, use) }
            throw OpenError(.unavailable, error.description)
        }
    }

    /// Decrypts into memory of our own.
    ///
    /// - Returns: the plaintext, and whether tag or padding are right.
    private func decrypt(
        _ structure: ReadEnvelope, _ bytes: [UInt8], _ key: borrowing ContentKey
    ) throws(OpenError) -> ([UInt8], Bool) {
        let count = structure.content.reduce(0) { $0 + $1.count }
        var failure: CryptoError?
        var isIntact = false
        var plain = [UInt8](capacity: count + 48) { (output: inout OutputSpan<UInt8>) in
            do throws(CryptoError) {
                isIntact = try decrypt(structure, bytes.span, key, into: &output)
            } catch { failure = error }
        }
        guard let failure else { return (plain, isIntact) }
        plain.cleanse()
        throw OpenError(.unavailable, failure.description)
    }

    private func decrypt(
        _ structure: ReadEnvelope, _ bytes: Span<UInt8>, _ key: borrowing ContentKey,
        into output: inout OutputSpan<UInt8>
    ) throws(CryptoError) -> Bool {
        try key.secret.withSpan { (key) throws(CryptoError) in
            try content.begin(structure.suite.cipher, .decrypt, key: key, iv: bytes.extracting(structure.iv))
        }
        let additional = structure.additionalData(in: bytes)
        if !additional.isEmpty { try content.authenticate(additional.span) }
        for piece in structure.content { try content.update(bytes.extracting(piece), into: &output) }
        if let tag = structure.tag { try content.expect(tag: bytes.extracting(tag)) }
        return try content.finish(into: &output)
    }

    /// Checks the plaintext; overwrites it when it is refused.
    private func verify(
        _ plain: inout [UInt8], from partner: Partner, _ transport: Transport, _ now: UTCTime,
        openedBy certificate: Certificate, _ recipients: [SignerIdentifier]
    ) throws(OpenError) -> SignedContent {
        var didVerify = false
        do throws(OpenError) {
            let reader = SignedEntityReader(partner: partner, transport: transport, directory: directory, now: now)
            let (part, signature) = try reader.verify(plain.span, digest, didVerify: &didVerify)
            return SignedContent(
                evidence: plain, part: part, signature: signature, openedBy: certificate, recipients: recipients)
        } catch {
            spendTheSameTime(&plain, partner, transport, hasVerified: didVerify)
            throw error
        }
    }

    /// Goes on with a stand-in for the plaintext, whose outcome counts for nothing; overwrites the plaintext.
    ///
    /// - Parameter hasVerified: a signature was verified already. Then all is done but the verification, so that also the
    ///   preparations are the same in every refusal.
    private func spendTheSameTime(
        _ plain: inout [UInt8], _ partner: Partner, _ transport: Transport, hasVerified: Bool
    ) {
        defer { plain.cleanse() }
        guard let standIn = standIn(for: partner) else { return }
        standIn.replace(&plain)
        let reader = SignedEntityReader(standInFor: partner, transport: transport, directory: standIn.directory)
        var didVerify = false
        if !hasVerified { _ = try? reader.verify(plain.span, digest, didVerify: &didVerify) }
    }

    private func standIn(for partner: Partner) -> StandIn? {
        guard let certificate = directory.anySigner(of: partner.oin) ?? anyKey?.certificate else { return nil }
        if let known = standIns[certificate.fingerprint] { return known }
        if standIns.count >= 64 { standIns = [:] }
        let made = StandIn(certificate, of: partner.oin)
        standIns[certificate.fingerprint] = made
        return made
    }
}
