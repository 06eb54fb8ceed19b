internal import Envelope
internal import Foundation

/// Makes the keys and certificates of an example region, and keeps those that are there.
struct ExampleKeys {
    let passphrase: [UInt8]
    /// Makes everything anew.
    let replacing: Bool
    let console: any Console
    let authority: CertificateAuthority

    private let validity: Validity

    /// Opens or makes the region's authority.
    init(
        authorityOf region: ExampleRegion, in place: String, passphrase: [UInt8], replacing: Bool,
        on console: any Console
    ) throws {
        self.passphrase = passphrase
        self.replacing = replacing
        self.console = console
        let end = UTCTime(year: 2099, month: 12, day: 31) ?? SystemClock.now
        validity = try Validity(from: SystemClock.now, until: end)
        let (keyPath, path) = ("\(place)/authority.key.pem", "\(place)/authority.cert.pem")
        if !replacing, access(path, F_OK) == 0, access(keyPath, F_OK) == 0 {
            authority = try CertificateAuthority(
                certificate: try KeyFiles.certificate(path, on: console),
                key: try Self.key(keyPath, passphrase, on: console))
            return
        }
        let key = try PrivateKey.generate()
        let subject = try CertificateName(
            commonName: region.authorityName, organization: region.organization, organizationNumber: nil,
            isExample: true)
        authority = try CertificateAuthority.root(subject: subject, key: key, validity: validity)
        try save(key, authority.certificate, as: "authority", in: place)
    }

    /// A certificate for signing or encryption.
    @discardableResult
    func certificate(
        _ name: String, of organization: String, oin: OIN?, mail: String? = nil, use: CertificateUse,
        algorithm: KeyAlgorithm = .p256, as file: String, in place: String
    ) throws -> Certificate {
        try kept(file, place)
            ?? make(algorithm, as: file, in: place) { key in
                try authority.issue(
                    to: try subject(name, organization, oin), key: key, use: use, email: mail, validity: validity)
            }
    }

    /// A TLS certificate for a node on this machine.
    @discardableResult
    func server(_ name: String, of organization: String, oin: OIN, as file: String, in place: String) throws
        -> Certificate
    {
        try kept(file, place)
            ?? make(.p256, as: file, in: place) { key in
                try authority.issueServer(
                    to: try subject(name, organization, oin), key: key, hosts: ["localhost", "127.0.0.1", "::1"],
                    validity: validity)
            }
    }

    /// The private key of a file that was made or kept.
    static func key(_ path: String, _ passphrase: [UInt8], on console: any Console) throws(CommandError) -> PrivateKey {
        let pem = try FileAccess.read(path, limit: 64 * 1024, on: console)
        do throws(KeyError) {
            return try PrivateKey(pem: pem, passphrase: Passphrase(passphrase))
        } catch {
            throw .refused("private key \(path): \(error)")
        }
    }

    /// Lets the keys of a party share one derivation of the passphrase; the keys themselves stay.
    func shareDerivation(of paths: [String]) throws {
        let cache = PassphraseCache(Passphrase(passphrase))
        var keys: [(path: String, key: PrivateKey)] = []
        for path in paths {
            keys.append(
                (path, try PrivateKey(pem: FileAccess.read(path, limit: 64 * 1024, on: console), passphrase: cache)))
        }
        guard cache.derivations > 1 else { return }
        for (path, key) in keys { try KeyFiles.write(key, to: path, passphrase: cache, replacing: true) }
    }

    private func kept(_ file: String, _ place: String) throws -> Certificate? {
        let paths = ["key", "cert"].map { "\(place)/\(file).\($0).pem" }
        guard !replacing, paths.allSatisfy({ access($0, F_OK) == 0 }) else { return nil }
        return try KeyFiles.certificate(paths[1], on: console)
    }

    private func make(
        _ algorithm: KeyAlgorithm, as file: String, in place: String, issue: (PublicKey) throws -> Certificate
    ) throws -> Certificate {
        let key = try PrivateKey.generate(algorithm)
        let certificate = try issue(key.publicKey)
        try save(key, certificate, as: file, in: place)
        return certificate
    }

    private func save(_ key: PrivateKey, _ certificate: Certificate, as file: String, in place: String) throws {
        try FileAccess.createFolder(place)
        try KeyFiles.write(key, to: "\(place)/\(file).key.pem", passphrase: passphrase, replacing: replacing)
        try FileAccess.create(
            "\(place)/\(file).cert.pem", Array(certificate.pem.utf8), replacing: replacing, mode: 0o644)
    }

    private func subject(_ name: String, _ organization: String, _ oin: OIN?) throws -> CertificateName {
        try CertificateName(
            commonName: name, organization: organization, organizationNumber: oin?.description, isExample: true)
    }
}
