/// Checks a SignedData against the directory: one signer, on the allow-list, known, in force, and right.
struct SignatureCheck {
    let directory: any TrustDirectory
    var rules: SignerInfoCheck
    /// Other software may write BER in suite `cbc`: that is rewritten as DER first.
    var allowsBER = false
    let now: UTCTime

    /// - Parameters:
    ///   - isInside: the content stands inside the SignedData too, where the caller took it from.
    ///   - didVerify: becomes true when a public-key verification was done, whatever it gave.
    func verify(
        _ signedData: Span<UInt8>, over content: Span<UInt8>, isInside: Bool = false,
        _ context: borrowing DigestContext, didVerify: inout Bool
    ) throws(OpenError) -> VerifiedSignature {
        do throws(OpenError) {
            return try verifyDER(signedData, over: content, isInside, context, didVerify: &didVerify)
        } catch  where error.reason == .signedData && allowsBER {
            let rewritten = try OpenError.parsing(.signedData) { () throws(DERError) in
                try BERRewriter.rewrite(signedData)
            }
            return try verifyDER(rewritten.span, over: content, isInside, context, didVerify: &didVerify)
        }
    }

    private func verifyDER(
        _ signedData: Span<UInt8>, over content: Span<UInt8>, _ isInside: Bool, _ context: borrowing DigestContext,
        didVerify: inout Bool
    ) throws(OpenError) -> VerifiedSignature {
        let data = try ReadSignedData(signedData)
        guard data.signers.count == 1, let info = data.signers.first else {
            throw OpenError(.signerCount, "\(data.signers.count)")
        }
        guard (data.pieces != nil) == isInside else { throw OpenError(.signedData, "content inside") }
        let claim = try rules.claim(info, of: data, in: signedData)
        let signer = try signer(claim)
        guard signer.status.accepts(at: now) else { throw OpenError(.signerStatus) }
        let digest = try rules.verify(
            claim, by: signer.certificate, over: content, in: signedData, context, didVerify: &didVerify)
        let mic =
            if digest.algorithm == .sha256 { digest } else {
                try OpenError.wrapping { () throws(CryptoError) in try context.digest(content, .sha256) }
            }
        return VerifiedSignature(signer: signer, signingTime: claim.attributes.signingTime, mic: mic)
    }

    /// The signer in the directory; of several that share the identifier, the one that signing-certificate-v2 names.
    private func signer(_ claim: SignerInfoCheck.Claim) throws(OpenError) -> TrustedSigner {
        let candidates = directory.signers(named: claim.info.identifier, at: now)
        guard let first = candidates.first else { throw OpenError(.signerUnknown) }
        guard candidates.count > 1, let named = claim.attributes.signingCertificate else { return first }
        return candidates.first { (try? named.names($0.certificate)) == true } ?? first
    }
}

extension SignatureCheck {
    /// The check of what `partner` signs, as its entry says.
    init(_ partner: Partner, in directory: any TrustDirectory, at now: UTCTime) {
        self.init(
            directory: directory,
            rules: SignerInfoCheck(
                requiresSigningCertificate: partner.suite == .gcm, allowsDualUse: partner.allowsDualUse),
            allowsBER: partner.suite == .cbc, now: now)
    }
}
