/// A document with its signature around it (SignedData with content, RFC 5652, 5), such as the directory. The signer's
/// certificate is inside, so that stock tools can verify it; which certificates count, the reader decides.
public struct SignedDocument: Hashable, Sendable {
    /// The ContentInfo, DER.
    public let encoded: [UInt8]
    /// The document. It counts for nothing before ``verified(by:)``.
    public let unverifiedContent: [UInt8]

    /// The longest file, in bytes.
    public static let maximumByteCount = 24 * 1024 * 1024

    /// Signs a document.
    ///
    /// - Throws: ``SealError/key(_:)`` when the key can't be reached; ``SealError/tooLarge(_:)``.
    public static func sign(
        _ content: [UInt8], by signer: MessageSigner, at time: UTCTime
    ) throws(SealError) -> SignedDocument {
        guard content.count <= Sealer.maximumByteCount else { throw .tooLarge(content.count) }
        let context = try SealError.wrapping { () throws(CryptoError) in try DigestContext() }
        let digest = try SealError.wrapping { () throws(CryptoError) in
            try context.digest(content.span, signer.algorithm.digest)
        }
        let encoded = try SignedDataWriter.sign(
            digest, content: content, by: signer, at: time, embedding: [signer.certificate], context)
        return SignedDocument(encoded: encoded, unverifiedContent: content)
    }

    init(encoded: [UInt8], unverifiedContent: [UInt8]) {
        self.encoded = encoded
        self.unverifiedContent = unverifiedContent
    }

    /// Reads a signed document, without checking any signature.
    ///
    /// - Throws: ``OpenError`` with reason `size`, `signed-data`, or `signer-count` when nobody signed.
    public init(encoded: [UInt8]) throws(OpenError) {
        guard encoded.count <= Self.maximumByteCount else { throw OpenError(.size, "\(encoded.count)") }
        let data = try ReadSignedData(encoded.span)
        guard let content = data.content else { throw OpenError(.signedData, "no content") }
        guard !data.signers.isEmpty else { throw OpenError(.signerCount, "0") }
        self.encoded = encoded
        unverifiedContent = Array(encoded[content])
    }

    /// Who of `certificates` signed this. Other signers are passed over; a wrong signature of one of these is refused.
    ///
    /// - Returns: at least one signature, in the order of the file. A certificate counts once.
    /// - Throws: ``OpenError``; reason `signer-unknown` when none of `certificates` signed.
    public func verified(by certificates: [Certificate]) throws(OpenError) -> [DocumentSignature] {
        let context = try OpenError.wrapping { () throws(CryptoError) in try DigestContext() }
        let rules = SignerInfoCheck(requiresSigningCertificate: true, allowsDualUse: false)
        let data = try ReadSignedData(encoded.span)
        var signatures: [DocumentSignature] = []
        for info in data.signers {
            let certificate = certificates.first { $0.signerIdentifiers.contains(info.identifier) }
            guard let certificate, !signatures.contains(where: { $0.certificate == certificate }) else { continue }
            let claim = try rules.claim(info, of: data, in: encoded.span)
            var didVerify = false
            _ = try rules.verify(
                claim, by: certificate, over: unverifiedContent.span, in: encoded.span, context,
                didVerify: &didVerify)
            signatures.append(
                DocumentSignature(certificate: certificate, signingTime: claim.attributes.signingTime))
        }
        guard !signatures.isEmpty else { throw OpenError(.signerUnknown) }
        return signatures
    }
}
