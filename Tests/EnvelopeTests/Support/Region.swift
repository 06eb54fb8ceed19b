import Envelope

/// A small region for tests: an authority, and the certificates that it issues. Made once per process.
struct Region: Sendable {
    static let shared = Result { try Region() }
    static let now = UTCTime(secondsSinceEpoch: 1_795_266_000)

    let authority: CertificateAuthority
    let otherAuthority: CertificateAuthority

    init() throws {
        authority = try Self.root("Regio Test")
        otherAuthority = try Self.root("Andere Regio")
    }

    static func validity(days: Int64 = 365) throws -> Validity {
        try Validity(from: now.adding(seconds: -86_400), until: now.adding(seconds: days * 86_400))
    }

    func holder(
        _ name: String, oin: String, _ use: CertificateUse, _ algorithm: KeyAlgorithm = .p256
    ) throws -> Holder {
        let key = try PrivateKey.generate(algorithm)
        let subject = try CertificateName(
            commonName: name, organization: "Test", organizationNumber: oin, isExample: true)
        let certificate = try authority.issue(
            to: subject, key: key.publicKey, use: use, email: "test@voorbeeld.example", validity: try Self.validity())
        return Holder(certificate: certificate, key: key)
    }

    private static func root(_ name: String) throws -> CertificateAuthority {
        let key = try PrivateKey.generate()
        let subject = try CertificateName(
            commonName: name, organization: "Test", organizationNumber: nil, isExample: true)
        return try CertificateAuthority.root(subject: subject, key: key, validity: try validity(days: 3650))
    }
}

/// A certificate with its private key.
struct Holder: Sendable {
    let certificate: Certificate
    let key: PrivateKey

    /// The key as PEM, encrypted under ``passphrase``.
    func encryptedPEM() throws -> String {
        try key.encryptedPEM(passphrase: Passphrase([UInt8](Self.passphrase.utf8)))
    }

    static let passphrase = "proef-wachtwoord"
}
