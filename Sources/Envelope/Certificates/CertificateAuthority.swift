/// An authority that issues certificates: a region's own, kept small. Its key may live in another process.
public struct CertificateAuthority: Sendable {
    public let certificate: Certificate
    let key: any SigningKey

    /// - Throws: ``CertificateError/notIssued`` when `key` is not the certificate's, or it may not issue certificates.
    public init(certificate: Certificate, key: any SigningKey) throws(CertificateError) {
        guard certificate.permits(.authority), certificate.publicKey == key.publicKey else { throw .notIssued }
        self.certificate = certificate
        self.key = key
    }

    /// Makes a new authority with a certificate that it signs itself.
    public static func root(
        subject: CertificateName, key: any SigningKey, validity: Validity
    ) throws(CertificateError) -> CertificateAuthority {
        let encoded = try TBSCertificate(
            subject: subject, key: key.publicKey, use: .authority, email: nil, validity: validity
        ).signed(by: key, issuer: subject.encoded, authorityKeyIdentifier: nil)
        return try CertificateAuthority(certificate: try Certificate(encoded: encoded), key: key)
    }

    /// Issues a certificate.
    ///
    /// - Parameter use: ``CertificateUse/signing`` or ``CertificateUse/encryption``; one for both only on request.
    /// - Throws: ``CertificateError`` for a key that can't serve the use, or a name that is not allowed.
    public func issue(
        to subject: CertificateName, key publicKey: PublicKey, use: CertificateUse, email: String? = nil,
        validity: Validity
    ) throws(CertificateError) -> Certificate {
        let encoded = try TBSCertificate(
            subject: subject, key: publicKey, use: use, email: email, validity: validity
        ).signed(
            by: key, issuer: certificate.subjectEncoded,
            authorityKeyIdentifier: certificate.extensions.subjectKeyIdentifier)
        return try Certificate(encoded: encoded)
    }

    /// Issues a certificate for TLS: for a server, and for it as the client of another.
    ///
    /// - Parameter hosts: DNS names and IP addresses under which the server is reached.
    /// - Throws: ``CertificateError/name(field:)`` without a host, or for one that is neither.
    public func issueServer(
        to subject: CertificateName, key publicKey: PublicKey, hosts: [String], validity: Validity
    ) throws(CertificateError) -> Certificate {
        guard !hosts.isEmpty else { throw .name(field: "host") }
        let encoded = try TBSCertificate(
            subject: subject, key: publicKey, use: .signing, email: nil, hosts: hosts, validity: validity
        ).signed(
            by: key, issuer: certificate.subjectEncoded,
            authorityKeyIdentifier: certificate.extensions.subjectKeyIdentifier)
        return try Certificate(encoded: encoded)
    }
}
