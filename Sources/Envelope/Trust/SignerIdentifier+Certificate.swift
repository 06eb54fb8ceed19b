extension SignerIdentifier {
    /// The identifiers that can mean a certificate, without the costly check of its key.
    ///
    /// For an index of thousands of certificates of which few will be used. It says nothing about whether the
    /// certificate is acceptable.
    ///
    /// - Parameter certificate: DER.
    /// - Returns: none for what is no certificate.
    public static func identifiers(ofCertificate certificate: [UInt8]) -> [SignerIdentifier] {
        let bytes = certificate.span
        guard let signed = try? SignedStructure(certificate), let parts = try? CertificateParts(signed, in: bytes)
        else {
            return []
        }
        let identity = Array(certificate[parts.issuerElement]) + Array(certificate[parts.serialElement])
        let byIssuer = SignerIdentifier(issuerAndSerial: DERWriter.write { $0.sequence { $0.raw(identity) } })
        let extensions = parts.extensions.flatMap { try? CertificateExtensions($0, in: bytes) }
        guard let key = extensions?.subjectKeyIdentifier else { return [byIssuer] }
        return [byIssuer, SignerIdentifier(subjectKeyIdentifier: key)]
    }
}
