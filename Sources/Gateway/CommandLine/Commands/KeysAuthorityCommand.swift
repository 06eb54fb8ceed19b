internal import Envelope
internal import Schemas

/// `weerthuis keys authority`: the region's own certificate authority, and those that it vouches for.
enum KeysAuthorityCommand: Command {
    private static let years: Int64 = 10
    private static let issuingYears: Int64 = 5
    private static let issuerPassphrase = OptionDescriptor.value(
        "issuer-passphrase-file", "FILE", "file with the passphrase of --issuer-key")

    static let specification = CommandSpecification(
        "keys", "authority", summary: "Makes the region's certificate authority: a root, or one under it that issues.",
        options: [
            .value("out", "FILE", "where the private key goes (PKCS #8 PEM, encrypted)"),
            .value("certificate", "FILE", "where the certificate goes (PEM)"),
            .value("name", "TEXT", "the authority's name"),
            .value("organisation", "TEXT", "the regiobeheerder"),
            .value("issuer", "FILE", "the certificate of the authority above it (default: it is a root)"),
            .value("issuer-key", "FILE", "that one's private key"), issuerPassphrase,
            .value("cross", "FILE", "instead of a new key: the new authority for which --issuer vouches"),
            PassphraseSource.option, .flag("force", "replace existing files"), .json,
        ],
        details: """
            A root is valid for \(years) years and stays offline; one under it for \(issuingYears) years, and issues. When a root is
            replaced, let the old one vouch for the new one: --cross NEW.cert.pem --issuer OLD.cert.pem --issuer-key OLD.key.pem
            --certificate cross.cert.pem. directory set --authority names the authorities that count.
            """,
        example: "weerthuis keys authority --out ca.key.pem --certificate ca.cert.pem --name \"Regio Fryslân CA\" "
            + "--organisation \"Sociaal Domein Fryslân\"")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = try arguments.required("certificate")
        let issuer = try issuer(arguments, on: console)
        let made: Certificate
        if let other = arguments.value("cross") {
            guard let issuer else { throw .usage("--cross needs --issuer and --issuer-key", remedy: "see --help") }
            let certificate = try KeyFiles.certificate(other, on: console)
            made = try refusing { () throws(CertificateError) in try issuer.crossSign(certificate) }
        } else {
            made = try create(arguments, under: issuer, on: console)
        }
        try FileAccess.create(path, Array(made.pem.utf8), replacing: arguments.has("force"), mode: 0o644)
        guard !arguments.has("json") else {
            return try console.report([
                "certificate": .string(path),
                "key": arguments.has("cross") ? .null : .string(try arguments.required("out")),
                "fingerprint": .string("\(made.fingerprint)"), "validUntil": .string("\(made.validity.notAfter)"),
            ])
        }
        console.note("certificate in \(path), valid until \(made.validity.notAfter)")
        try console.print("\(made.fingerprint)")
        return .success
    }

    private static func create(
        _ arguments: ParsedArguments, under issuer: CertificateAuthority?, on console: any Console
    ) throws(CommandError) -> Certificate {
        let path = try arguments.required("out")
        let name = try arguments.required("name")
        let organization = try arguments.required("organisation")
        var passphrase = try PassphraseSource.new(arguments, on: console)
        defer { passphrase.cleanse() }
        let key: PrivateKey
        do throws(KeyError) { key = try PrivateKey.generate() } catch { throw .failed("no key was made: \(error)") }
        let now = SystemClock.now
        let authority = try refusing { () throws(CertificateError) in
            let subject = try CertificateName(
                commonName: name, organization: organization, organizationNumber: nil)
            guard let issuer else {
                return try CertificateAuthority.root(
                    subject: subject, key: key,
                    validity: Validity(from: now, until: now.adding(seconds: years * 365 * 86_400)))
            }
            let end = min(now.adding(seconds: issuingYears * 365 * 86_400), issuer.certificate.validity.notAfter)
            return try issuer.subordinate(subject, key: key, validity: Validity(from: now, until: end))
        }
        try KeyFiles.write(key, to: path, passphrase: passphrase, replacing: arguments.has("force"))
        if !arguments.has("json") { console.note("key in \(path)") }
        return authority.certificate
    }

    private static func issuer(
        _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) -> CertificateAuthority? {
        guard let path = arguments.value("issuer") else { return nil }
        let certificate = try KeyFiles.certificate(path, on: console)
        let key = try KeyFiles.privateKey(
            try arguments.required("issuer-key"), arguments, passphrase: issuerPassphrase.name, on: console)
        return try refusing { () throws(CertificateError) in
            try CertificateAuthority(certificate: certificate, key: key)
        }
    }

    private static func refusing<R>(_ body: () throws(CertificateError) -> R) throws(CommandError) -> R {
        do throws(CertificateError) { return try body() } catch { throw .refused("no authority was made: \(error)") }
    }
}
