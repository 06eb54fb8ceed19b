/// Reads a decrypted signed entity and checks its signature.
struct SignedEntityReader {
    private let limits: MIMELimits
    private let check: SignatureCheck
    /// Whether the content may stand inside the SignedData: from mail clients only.
    private let allowsOpaque: Bool

    init(partner: Partner, transport: Transport, directory: any TrustDirectory, now: UTCTime) {
        limits = transport == .mail ? .mail : .http
        check = SignatureCheck(partner, in: directory, at: now)
        allowsOpaque = transport == .mail && partner.suite == .cbc
    }

    /// The check of a ``StandIn``: any certificate will do.
    init(standInFor partner: Partner, transport: Transport, directory: any TrustDirectory) {
        limits = transport == .mail ? .mail : .http
        check = SignatureCheck(
            directory: directory,
            rules: SignerInfoCheck(requiresSigningCertificate: true, allowsDualUse: true, allowsAnyUse: true),
            now: UTCTime(secondsSinceEpoch: 0))
        allowsOpaque = false
    }

    /// - Parameter didVerify: becomes true when a public-key verification was done, whatever it gave.
    /// - Returns: the signed part, and who signed it.
    func verify(
        _ plain: Span<UInt8>, _ context: borrowing DigestContext, didVerify: inout Bool
    ) throws(OpenError) -> (SignedPart, VerifiedSignature) {
        let part = try read(plain)
        var check = check
        if part.isReceipt { check.rules.contentType = .signedReceipt }
        let signature =
            if let inside = part.inside {
                try check.verify(
                    part.signedData.span, over: inside.span, isInside: true, context, didVerify: &didVerify)
            } else {
                try check.verify(
                    part.signedData.span, over: plain.extracting(part.entity.range), context, didVerify: &didVerify)
            }
        return (part, signature)
    }

    private func read(_ plain: Span<UInt8>) throws(OpenError) -> SignedPart {
        let root = try entity(plain)
        switch root.contentType.mediaType {
        case .multipartSigned: break
        case .pkcs7 where allowsOpaque && root.contentType["smime-type"]?.lowercased() == "signed-data":
            return try opaque(root, plain)
        case .pkcs7 where allowsOpaque && root.isPersonalReceipt: return try opaque(root, plain, isReceipt: true)
        case .pkcs7: throw OpenError(.nested)
        default: throw OpenError(.unsigned)
        }
        guard root.parts.count == 2 else { throw OpenError(.mime, MIMEReason.structure.rawValue) }
        try checkSigned(root.parts[0])
        return SignedPart(entity: root.parts[0], signedData: try content(root.parts[1], plain), inside: nil)
    }

    /// The other shape of RFC 8551 (section 3.5.2), as Outlook writes it: the signed entity is inside the SignedData.
    private func opaque(
        _ root: MIMEEntity, _ plain: Span<UInt8>, isReceipt: Bool = false
    ) throws(OpenError) -> SignedPart {
        let encoded = try content(root, plain)
        let signedData = try OpenError.parsing(.signedData) { () throws(DERError) in
            check.allowsBER ? try BERRewriter.rewrite(encoded.span) : encoded
        }
        guard let pieces = try ReadSignedData(signedData.span).pieces else {
            throw OpenError(.signedData, "no content inside")
        }
        let inside = pieces.flatMap { signedData[$0] }
        if isReceipt { return SignedPart(entity: root, signedData: signedData, inside: inside, isReceipt: true) }
        let signed = try entity(inside.span)
        try checkSigned(signed)
        return SignedPart(entity: signed, signedData: signedData, inside: inside)
    }

    /// What a signature may cover: a message, or by mail a text for people with a message or a form beside it.
    private func checkSigned(_ entity: MIMEEntity) throws(OpenError) {
        switch entity.contentType.mediaType {
        case .cloudEvent: return
        case .multipartMixed, .multipartAlternative: return
        case .plainText where limits.allowsMailTypes: return
        case .pkcs7: throw OpenError(.nested)
        case let other: throw OpenError(.signedMediaType, other.rawValue)
        }
    }

    private func entity(_ bytes: Span<UInt8>) throws(OpenError) -> MIMEEntity {
        do throws(MIMEError) { return try MIMEReader.read(bytes, limits) } catch {
            throw OpenError(.mime, error.reason.rawValue)
        }
    }

    private func content(_ entity: MIMEEntity, _ bytes: Span<UInt8>) throws(OpenError) -> [UInt8] {
        do throws(MIMEError) { return try entity.content(in: bytes) } catch {
            throw OpenError(.mime, error.reason.rawValue)
        }
    }
}
