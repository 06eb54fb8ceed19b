/// Reads a decrypted multipart/signed and checks its signature.
struct SignedEntityReader {
    private let limits: MIMELimits
    private let check: SignatureCheck

    init(partner: Partner, transport: Transport, directory: any TrustDirectory, now: UTCTime) {
        limits = transport == .mail ? .mail : .http
        check = SignatureCheck(partner, in: directory, at: now)
    }

    /// The check of a ``StandIn``: any certificate will do.
    init(standInFor partner: Partner, transport: Transport, directory: any TrustDirectory) {
        limits = transport == .mail ? .mail : .http
        check = SignatureCheck(
            directory: directory,
            rules: SignerInfoCheck(requiresSigningCertificate: true, allowsDualUse: true, allowsAnyUse: true),
            now: UTCTime(secondsSinceEpoch: 0))
    }

    /// - Parameter didVerify: becomes true when a public-key verification was done, whatever it gave.
    /// - Returns: the signed part, and who signed it.
    func verify(
        _ plain: Span<UInt8>, _ context: borrowing DigestContext, didVerify: inout Bool
    ) throws(OpenError) -> (MIMEEntity, VerifiedSignature) {
        let (entity, signedData) = try read(plain)
        let content = plain.extracting(entity.range)
        return (entity, try check.verify(signedData.span, over: content, context, didVerify: &didVerify))
    }

    private func read(_ plain: Span<UInt8>) throws(OpenError) -> (MIMEEntity, signedData: [UInt8]) {
        let root: MIMEEntity
        do throws(MIMEError) { root = try MIMEReader.read(plain, limits) } catch {
            throw OpenError(.mime, error.reason.rawValue)
        }
        switch root.contentType.mediaType {
        case .multipartSigned: break
        case .pkcs7: throw OpenError(.nested)
        default: throw OpenError(.unsigned)
        }
        guard root.parts.count == 2 else { throw OpenError(.mime, MIMEReason.structure.rawValue) }
        switch root.parts[0].contentType.mediaType {
        case .cloudEvent: break
        case .pkcs7: throw OpenError(.nested)
        case let other: throw OpenError(.signedMediaType, other.rawValue)
        }
        do throws(MIMEError) { return (root.parts[0], try root.parts[1].content(in: plain)) } catch {
            throw OpenError(.mime, error.reason.rawValue)
        }
    }
}
