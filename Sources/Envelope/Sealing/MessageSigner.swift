/// Who signs: a contactpersoon's or a node's signing certificate, with the private key behind ``SigningKey``.
public struct MessageSigner: Sendable {
    public let certificate: Certificate
    public let key: any SigningKey

    let algorithm: SignatureAlgorithm
    /// The attribute signing-certificate-v2 (RFC 5035, 3), the same in every message.
    let certificateAttribute: [UInt8]

    /// - Parameter allowsDualUse: accepts a certificate that serves encryption as well.
    /// - Throws: ``SealError/certificateUse(_:)`` when the certificate is not for signing, or for both without permission;
    ///   ``SealError/keyMismatch``.
    public init(
        certificate: Certificate, key: any SigningKey, allowsDualUse: Bool = false
    ) throws(SealError) {
        guard certificate.permits(.signing), allowsDualUse || !certificate.isDualUse else {
            throw .certificateUse(.signing)
        }
        guard certificate.publicKey == key.publicKey else { throw .keyMismatch }
        self.certificate = certificate
        self.key = key
        algorithm = SignatureAlgorithm(signingWith: key.publicKey.algorithm)
        certificateAttribute = SignedAttributes.certificate(certificate.fingerprint)
    }
}
