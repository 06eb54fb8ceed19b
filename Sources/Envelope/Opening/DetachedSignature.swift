/// A signature beside its content, as receipts carry it: a SignedData without content.
public enum DetachedSignature {
    /// Signs the bytes of a MIME part, its header included.
    ///
    /// - Parameter embedsCertificate: for partners that do not read the directory.
    /// - Returns: the ContentInfo, DER.
    /// - Throws: ``SealError/key(_:)`` when the key can't be reached.
    public static func sign(
        _ content: [UInt8], by signer: MessageSigner, at time: UTCTime, embedsCertificate: Bool = false
    ) throws(SealError) -> [UInt8] {
        let context = try SealError.wrapping { () throws(CryptoError) in try DigestContext() }
        let digest = try SealError.wrapping { () throws(CryptoError) in
            try context.digest(content.span, signer.algorithm.digest)
        }
        return try SignedDataWriter.sign(digest, by: signer, at: time, embedsCertificate: embedsCertificate, context)
    }

    /// Checks that one signer of the directory, in force at `now`, signed exactly `content`.
    ///
    /// - Parameter partner: the entry of the party that is to have signed; it says what its product may leave out.
    /// - Throws: ``OpenError`` with the first reason that applies.
    public static func verify(
        _ signature: [UInt8], over content: Span<UInt8>, from partner: Partner, in directory: any TrustDirectory,
        at now: UTCTime
    ) throws(OpenError) -> VerifiedSignature {
        let context = try OpenError.wrapping { () throws(CryptoError) in try DigestContext() }
        let check = SignatureCheck(directory: directory, rules: SignerInfoCheck(partner), now: now)
        var didVerify = false
        let verified: VerifiedSignature
        do throws(OpenError) {
            verified = try check.verify(signature.span, over: content, context, didVerify: &didVerify)
        } catch  where error.reason == .signedData && partner.suite == .cbc {
            let rewritten = try OpenError.parsing(.signedData) { () throws(DERError) in
                try BERRewriter.rewrite(signature.span)
            }
            verified = try check.verify(rewritten.span, over: content, context, didVerify: &didVerify)
        }
        guard verified.signer.party == partner.oin else { throw OpenError(.source, isSenderVerified: true) }
        return verified
    }
}

extension SignerInfoCheck {
    /// What a partner's entry asks of its signatures.
    init(_ partner: Partner) {
        self.init(requiresSigningCertificate: partner.suite == .gcm, allowsDualUse: partner.allowsDualUse)
    }
}
