extension CertificateAuthority {
    /// Makes an authority under this one: it issues, while the root stays offline.
    ///
    /// - Throws: ``CertificateError/validity`` when it would outlive this authority.
    public func subordinate(
        _ subject: CertificateName, key: any SigningKey, validity: Validity
    ) throws(CertificateError) -> CertificateAuthority {
        guard validity.notAfter <= certificate.validity.notAfter else { throw .validity }
        let issued = try issue(to: subject, key: key.publicKey, use: .authority, validity: validity)
        return try CertificateAuthority(certificate: issued, key: key)
    }

    /// Says that another authority's key is to be trusted as this one's is: old signs new, for who knows the old one only.
    ///
    /// - Returns: a certificate with the other one's name and key, issued by this authority, valid while both are.
    public func crossSign(_ other: Certificate) throws(CertificateError) -> Certificate {
        guard other.permits(.authority) else { throw .notIssued }
        let start = max(other.validity.notBefore, certificate.validity.notBefore)
        let end = min(other.validity.notAfter, certificate.validity.notAfter)
        return try issue(
            to: other.subject, key: other.publicKey, use: .authority, validity: try Validity(from: start, until: end))
    }
}
