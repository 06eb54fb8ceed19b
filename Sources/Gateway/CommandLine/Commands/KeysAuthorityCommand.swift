internal import Envelope

/// `weerthuis keys authority`: the region's own certificate authority.
enum KeysAuthorityCommand: Command {
    private static let years: Int64 = 10

    static let specification = CommandSpecification(
        "keys", "authority", summary: "Makes the region's certificate authority: a key and a root certificate.",
        options: [
            .value("out", "FILE", "where the private key goes (PKCS #8 PEM, encrypted)"),
            .value("certificate", "FILE", "where the root certificate goes (PEM)"),
            .value("name", "TEXT", "the authority's name"),
            .value("organisation", "TEXT", "the regiobeheerder"),
            PassphraseSource.option,
            .flag("force", "replace existing files"),
        ],
        details: "The certificate is valid for \(years) years. Keep the key offline.",
        example: "weerthuis keys authority --out ca.key.pem --certificate ca.cert.pem --name \"Regio Fryslân CA\" "
            + "--organisation \"Sociaal Domein Fryslân\"")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = try arguments.required("out")
        let certificatePath = try arguments.required("certificate")
        let name = try arguments.required("name")
        let organization = try arguments.required("organisation")
        var passphrase = try PassphraseSource.new(arguments, on: console)
        defer { passphrase.cleanse() }
        let key: PrivateKey
        let authority: CertificateAuthority
        do {
            key = try PrivateKey.generate()
            let now = SystemClock.now
            authority = try CertificateAuthority.root(
                subject: CertificateName(commonName: name, organization: organization, organizationNumber: nil),
                key: key,
                validity: Validity(from: now, until: now.adding(seconds: years * 365 * 86_400)))
        } catch {
            throw .refused("no authority was made: \(error)")
        }
        try KeyFiles.write(key, to: path, passphrase: passphrase, replacing: arguments.has("force"))
        let pem = Array(authority.certificate.pem.utf8)
        try FileAccess.create(certificatePath, pem, replacing: arguments.has("force"), mode: 0o644)
        console.note("key in \(path), root certificate in \(certificatePath)")
        try console.print("\(authority.certificate.fingerprint)")
        return .success
    }
}
