internal import Envelope
internal import Schemas

/// `weerthuis keys generate`: a key pair, and a request for its certificate.
enum KeysGenerateCommand: Command {
    static let specification = CommandSpecification(
        "keys", "generate", summary: "Makes a private key, encrypted on disk, and a request for its certificate.",
        options: [
            .value("out", "FILE", "where the private key goes (PKCS #8 PEM, encrypted)"),
            .value("request", "FILE", "where the certificate request goes (PKCS #10 PEM)"),
            .value("use", "USE", "signing or encryption (both: only for products that hold one certificate)"),
            .value("name", "TEXT", "the contactpersoon or node that the key is for"),
            .value("organisation", "TEXT", "the party"),
            .value("oin", "DIGITS", "the party's OIN, 20 digits"),
            .value("mail", "ADDRESS", "the contactpersoon's mail address"),
            .value("algorithm", "NAME", "p256 (default), p384, rsa-3072 or rsa-4096"),
            PassphraseSource.option,
            .flag("force", "replace existing files"), .json,
        ],
        details: """
            The key is encrypted under your passphrase (PBES2: PBKDF2-HMAC-SHA-256 with 600,000 rounds, AES-256-CBC).
            Without --passphrase-file the passphrase is asked for, twice. Signing and encryption need a key each.
            """,
        example: "weerthuis keys generate --out jansen.signing.key.pem --request jansen.signing.csr.pem --use signing "
            + "--name \"J. Jansen\" --organisation \"Stichting De Terp\" --oin 00000099000000001000 "
            + "--mail j.jansen@deterp.example")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = try arguments.required("out")
        let requestPath = try arguments.required("request")
        let use = try CertificateUseName.parse(try arguments.required("use"))
        let algorithm = try KeyAlgorithmName.parse(arguments.value("algorithm"))
        let subject = try subject(arguments)
        var passphrase = try PassphraseSource.new(arguments, on: console)
        defer { passphrase.cleanse() }
        let (key, request) = try make(algorithm, subject, use, arguments.value("mail"))
        try KeyFiles.write(key, to: path, passphrase: passphrase, replacing: arguments.has("force"))
        try FileAccess.create(requestPath, Array(request.pem.utf8), replacing: arguments.has("force"))
        guard !arguments.has("json") else {
            return try console.report([
                "key": .string(path), "request": .string(requestPath),
                "fingerprint": .string((try? key.publicKey.fingerprint().description) ?? ""),
            ])
        }
        console.note("key in \(path), certificate request in \(requestPath)")
        return .success
    }

    private static func subject(_ arguments: ParsedArguments) throws(CommandError) -> CertificateName {
        let name = try arguments.required("name")
        let organization = try arguments.required("organisation")
        let number = try arguments.required("oin")
        do throws(CertificateError) {
            return try CertificateName(commonName: name, organization: organization, organizationNumber: number)
        } catch {
            throw .usage("\(error)")
        }
    }

    private static func make(
        _ algorithm: KeyAlgorithm, _ subject: CertificateName, _ use: CertificateUse, _ mail: String?
    ) throws(CommandError) -> (PrivateKey, CertificateRequest) {
        do {
            let key = try PrivateKey.generate(algorithm)
            return (key, try CertificateRequest(subject: subject, key: key, use: use, email: mail))
        } catch let error as CertificateError {
            throw .usage("\(error)")
        } catch {
            throw .failed("no key was made: \(error)")
        }
    }
}
