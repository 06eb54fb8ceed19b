/// What was kept of a message: its signature can be verified again later, by anybody who has the directory.
public enum Evidence {
    /// Who signed a message that was received before.
    ///
    /// - Parameters:
    ///   - evidence: the multipart/signed, as ``SignedContent/evidence`` has it.
    ///   - now: the moment at which the signer's key must have been in force: that of receipt.
    /// - Throws: ``OpenError``; a key that was revoked since counts for nothing, whenever it signed.
    public static func signature(
        of evidence: [UInt8], from partner: Partner, over transport: Transport = .https,
        in directory: any TrustDirectory, at now: UTCTime
    ) throws(OpenError) -> VerifiedSignature {
        let context = try OpenError.wrapping { () throws(CryptoError) in try DigestContext() }
        let reader = SignedEntityReader(partner: partner, transport: transport, directory: directory, now: now)
        var didVerify = false
        return try reader.verify(evidence.span, context, didVerify: &didVerify).1
    }
}
