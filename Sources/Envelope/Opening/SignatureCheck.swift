/// Checks a detached SignedData against the directory: one signer, on the allow-list, known, in force, and right.
struct SignatureCheck {
    let directory: any TrustDirectory
    /// signing-certificate-v2 may be absent in suite `cbc`; when it is there, it must agree.
    let requiresSigningCertificate: Bool
    let allowsDualUse: Bool
    /// For a stand-in only: the certificate need not be for signing at all.
    var allowsAnyUse = false
    let now: UTCTime

    /// - Parameter didVerify: becomes true when a public-key verification was done, whatever it gave.
    func verify(
        _ signedData: Span<UInt8>, over content: Span<UInt8>, _ context: borrowing DigestContext,
        didVerify: inout Bool
    ) throws(OpenError) -> VerifiedSignature {
        let data = try ReadSignedData(signedData)
        guard data.signers.count == 1, let info = data.signers.first else {
            throw OpenError(.signerCount, "\(data.signers.count)")
        }
        guard let algorithm = info.digest.digest else {
            throw OpenError(.digest, info.digest.identifier.description)
        }
        guard data.content == nil else { throw OpenError(.signedData, "content inside") }
        let isListed = try OpenError.parsing(.signedData) { () throws(DERError) in
            try data.lists(info.digest, in: signedData)
        }
        guard isListed else { throw OpenError(.digest, "not listed") }
        guard let element = info.attributes else { throw OpenError(.signedAttributes, "missing") }
        let attributes = try ReadSignedAttributes(element, in: signedData)
        guard data.contentType == .data, attributes.contentType == .data else {
            throw OpenError(.signedContentType, data.contentType.description)
        }
        let signer = try signer(info, attributes)
        try check(signer, info, algorithm, attributes)
        // Both are computed before either is judged, so that a changed content takes as long as a wrong signature.
        let digest = try OpenError.wrapping { () throws(CryptoError) in try context.digest(content, algorithm) }
        let isSigned = try OpenError.wrapping { () throws(CryptoError) in
            try verify(info, element, algorithm, signer.certificate.publicKey, in: signedData, context)
        }
        didVerify = true
        guard digest.bytes == attributes.messageDigest else { throw OpenError(.messageDigest) }
        guard isSigned else { throw OpenError(.signature) }
        let mic =
            if algorithm == .sha256 { digest } else {
                try OpenError.wrapping { () throws(CryptoError) in try context.digest(content, .sha256) }
            }
        return VerifiedSignature(signer: signer, signingTime: attributes.signingTime, mic: mic)
    }

    /// The signer in the directory; of several that share the identifier, the one that signing-certificate-v2 names.
    private func signer(
        _ info: ReadSignerInfo, _ attributes: ReadSignedAttributes
    ) throws(OpenError) -> TrustedSigner {
        let candidates = directory.signers(named: info.identifier, at: now)
        guard let first = candidates.first else { throw OpenError(.signerUnknown) }
        guard candidates.count > 1, let named = attributes.signingCertificate else { return first }
        return candidates.first { (try? named.names($0.certificate)) == true } ?? first
    }

    private func check(
        _ signer: TrustedSigner, _ info: ReadSignerInfo, _ digest: DigestAlgorithm, _ attributes: ReadSignedAttributes
    ) throws(OpenError) {
        let certificate = signer.certificate
        guard signer.status.accepts(at: now) else { throw OpenError(.signerStatus) }
        guard allowsAnyUse || (certificate.permits(.signing) && (allowsDualUse || !certificate.isDualUse)) else {
            throw OpenError(.signerUse)
        }
        guard Self.matches(info.algorithm, digest, certificate.publicKey.algorithm) else {
            throw OpenError(.signatureAlgorithm, info.algorithm.identifier.description)
        }
        guard certificate.validity.contains(attributes.signingTime) else { throw OpenError(.signerValidity) }
        guard let named = attributes.signingCertificate else {
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
    private func verify(
        _ info: ReadSignerInfo, _ attributes: DERElement, _ algorithm: DigestAlgorithm, _ key: PublicKey,
        in bytes: Span<UInt8>, _ context: borrowing DigestContext
    ) throws(CryptoError) -> Bool {
        let tag = [DERTag.set.rawValue]
        try context.begin(algorithm)
        try context.update(tag.span)
        try context.update(bytes.extracting(attributes.whole.dropFirst()))
        return try key.verify(bytes.extracting(info.signature), of: try context.finish())
    }
}
