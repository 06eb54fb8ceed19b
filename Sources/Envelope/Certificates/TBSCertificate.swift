/// What an authority puts into a certificate (RFC 5280, 4.1).
struct TBSCertificate {
    let subject: CertificateName
    let key: PublicKey
    let use: CertificateUse
    let email: String?
    /// Names and addresses of a TLS server; none for other certificates.
    var hosts: [String] = []
    let validity: Validity

    /// The certificate, DER, with a random serial number of 127 bits.
    func signed(
        by signer: any SigningKey, issuer: [UInt8], authorityKeyIdentifier: [UInt8]?
    ) throws(CertificateError) -> [UInt8] {
        let extensions = try extensions(authorityKeyIdentifier: authorityKeyIdentifier)
        var serial = try CertificateError.wrapping { () throws(CryptoError) in try Random.bytes(16) }
        serial[0] = serial[0] & 0x3F | 0x40
        let content = DERWriter.write { writer in
            writer.sequence { writer in
                writer.constructed(.constructed(0)) { $0.integer(2) }
                writer.unsignedInteger(serial)
                writer.raw(SignatureAlgorithm(signingWith: signer.publicKey.algorithm).encoded)
                writer.raw(issuer)
                writer.sequence {
                    $0.time(validity.notBefore)
                    $0.time(validity.notAfter)
                }
                writer.raw(subject.encoded)
                writer.raw(key.encoded)
                writer.constructed(.constructed(3)) { $0.raw(extensions.encoded) }
            }
        }
        return try SignedStructure.sign(content, with: signer)
    }

    private func extensions(authorityKeyIdentifier: [UInt8]?) throws(CertificateError) -> CertificateExtensions {
        var extensions = CertificateExtensions()
        extensions.keyUsage = .for(use, key.algorithm)
        extensions.isAuthority = use == .authority
        extensions.authorityKeyIdentifier = authorityKeyIdentifier
        if let email { extensions.emails = [try MailAddress.checked(email)] }
        extensions.hosts = try hosts.map { (host) throws(CertificateError) in try HostName.checked(host) }
        // RFC 7093, 2, method 1: the leftmost 160 bits of the SHA-256 digest of the bits of the key.
        extensions.subjectKeyIdentifier = Array(
            try CertificateError.wrapping { () throws(CryptoError) in try Digest(.sha256, of: key.bits) }.bytes.prefix(
                20))
        return extensions
    }
}
