/// Checks one SignerInfo against one certificate.
struct SignerInfoCheck {
    /// signing-certificate-v2 may be absent in suite `cbc`; when it is there, it must agree.
    let requiresSigningCertificate: Bool
    /// Whether the certificate may be for encryption as well.
    let allowsDualUse: Bool
    /// What the signature must be over.
    var contentType = ObjectID.data
    /// For a stand-in only: the certificate need not be for signing at all.
    var allowsAnyUse = false

    /// What a SignerInfo says, before it is known whose it is.
    struct Claim {
        let info: ReadSignerInfo
        let digest: DigestAlgorithm
        /// The element [0] of signed attributes.
        let element: DERElement
        let attributes: ReadSignedAttributes
    }

    /// Reads the claim; refuses weak digests, missing attributes and a foreign type of content.
    func claim(_ info: ReadSignerInfo, of data: ReadSignedData, in bytes: Span<UInt8>) throws(OpenError) -> Claim {
        guard let digest = info.digest.digest else { throw OpenError(.digest, info.digest.identifier.description) }
        let isListed = try OpenError.parsing(.signedData) { () throws(DERError) in
            try data.lists(info.digest, in: bytes)
        }
        guard isListed else { throw OpenError(.digest, "not listed") }
        guard let element = info.attributes else { throw OpenError(.signedAttributes, "missing") }
        let attributes = try ReadSignedAttributes(element, in: bytes)
        guard data.contentType == contentType, attributes.contentType == contentType else {
            throw OpenError(.signedContentType, data.contentType.description)
        }
        return Claim(info: info, digest: digest, element: element, attributes: attributes)
    }

    /// Checks the claim against the certificate and the content.
    ///
    /// - Parameter didVerify: becomes true when a public-key verification was done, whatever it gave.
    /// - Returns: the digest of the content.
    func verify(
        _ claim: Claim, by certificate: Certificate, over content: Span<UInt8>, in bytes: Span<UInt8>,
        _ context: borrowing DigestContext, didVerify: inout Bool
    ) throws(OpenError) -> Digest {
        try check(claim, certificate)
        // Both are computed before either is judged, so that a changed content takes as long as a wrong signature.
        let digest = try OpenError.wrapping { () throws(CryptoError) in try context.digest(content, claim.digest) }
        let isSigned = try OpenError.wrapping { () throws(CryptoError) in
            try hasSignature(claim, by: certificate.publicKey, in: bytes, context)
        }
        didVerify = true
        guard digest.bytes == claim.attributes.messageDigest else { throw OpenError(.messageDigest) }
        guard isSigned else { throw OpenError(.signature) }
        return digest
    }

    private func check(_ claim: Claim, _ certificate: Certificate) throws(OpenError) {
        guard allowsAnyUse || (certificate.permits(.signing) && (allowsDualUse || !certificate.isDualUse)) else {
            throw OpenError(.signerUse)
        }
        guard Self.matches(claim.info.algorithm, claim.digest, certificate.publicKey.algorithm) else {
            throw OpenError(.signatureAlgorithm, claim.info.algorithm.identifier.description)
        }
        guard certificate.validity.contains(claim.attributes.signingTime) else { throw OpenError(.signerValidity) }
        guard let named = claim.attributes.signingCertificate else {
            if requiresSigningCertificate { throw OpenError(.signedAttributes, "missing") }
            return
        }
        let isNamed = try OpenError.wrapping { () throws(CryptoError) in try named.names(certificate) }
        guard isNamed else { throw OpenError(.signingCertificate) }
    }

    private static func matches(_ read: ReadAlgorithm, _ digest: DigestAlgorithm, _ key: KeyAlgorithm) -> Bool {
        // RFC 3370, 3.2: rsaEncryption may stand for the signature; the digest is named beside it.
        if read.identifier == .rsaEncryption { return read.hasNoParameters && !key.isElliptic }
        guard let algorithm = SignatureAlgorithm(read) else { return false }
        return algorithm.digest == digest && algorithm.isElliptic == key.isElliptic
    }

    /// The signature is over the attributes with the tag of a SET (RFC 5652, 5.4).
    private func hasSignature(
        _ claim: Claim, by key: PublicKey, in bytes: Span<UInt8>, _ context: borrowing DigestContext
    ) throws(CryptoError) -> Bool {
        let tag = [DERTag.set.rawValue]
        try context.begin(claim.digest)
        try context.update(tag.span)
        try context.update(bytes.extracting(claim.element.whole.dropFirst()))
        return try key.verify(bytes.extracting(claim.info.signature), of: try context.finish())
    }
}
