internal import Envelope
internal import Schemas

/// `weerthuis keys issue`: the region's authority answers a request with a certificate.
enum KeysIssueCommand: Command {
    static let specification = CommandSpecification(
        "keys", "issue", summary: "Issues a certificate for a request, with the region's authority.",
        options: [
            .value("request", "FILE", "the certificate request"),
            .value("authority", "FILE", "the authority's certificate"),
            .value("authority-key", "FILE", "the authority's private key"),
            .value("out", "FILE", "where the certificate goes (PEM)"),
            .value("days", "NUMBER", "how long it is valid: 1 to 1825 days (default 730)"),
            PassphraseSource.option,
            .flag("force", "replace an existing file"), .json,
        ],
        details: """
            Name, use and mail address come from the request. Compare its fingerprint with the requester over another channel
            (weerthuis keys show REQUEST) before you issue. No certificate outlives its authority.
            """,
        example:
            "weerthuis keys issue --request jansen.signing.csr.pem --authority ca.cert.pem --authority-key ca.key.pem "
            + "--out jansen.signing.cert.pem")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let request = try KeyFiles.request(try arguments.required("request"), on: console)
        let path = try arguments.required("out")
        let days = try days(arguments.value("days"))
        let certificate = try KeyFiles.certificate(try arguments.required("authority"), on: console)
        let key = try KeyFiles.privateKey(try arguments.required("authority-key"), arguments, on: console)
        let issued = try issue(request, certificate, key, days)
        try FileAccess.create(path, Array(issued.pem.utf8), replacing: arguments.has("force"))
        guard !arguments.has("json") else {
            return try console.report([
                "certificate": .string(path), "fingerprint": .string("\(issued.fingerprint)"),
                "validUntil": .string("\(issued.validity.notAfter)"),
            ])
        }
        console.note("certificate in \(path), valid until \(issued.validity.notAfter)")
        try console.print("\(issued.fingerprint)")
        return .success
    }

    private static func days(_ text: String?) throws(CommandError) -> Int64 {
        guard let text else { return 730 }
        guard let days = Int64(text), (1...1825).contains(days) else {
            throw .usage("--days \(text) is not a number from 1 to 1825")
        }
        return days
    }

    private static func issue(
        _ request: CertificateRequest, _ certificate: Certificate, _ key: PrivateKey, _ days: Int64
    ) throws(CommandError) -> Certificate {
        guard let use = use(of: request) else {
            throw .refused("the request does not say whether its key is for signing or for encryption")
        }
        let now = SystemClock.now
        let end = min(now.adding(seconds: days * 86_400), certificate.validity.notAfter)
        do throws(CertificateError) {
            return try CertificateAuthority(certificate: certificate, key: key).issue(
                to: request.subject, key: request.publicKey, use: use, email: request.emails.first,
                validity: try Validity(from: now, until: end))
        } catch {
            throw .refused("no certificate was issued: \(error)")
        }
    }

    private static func use(of request: CertificateRequest) -> CertificateUse? {
        guard let usage = request.keyUsage else { return nil }
        let encrypts = !usage.isDisjoint(with: [.keyAgreement, .keyEncipherment])
        switch (usage.contains(.digitalSignature), encrypts) {
        case (true, true): return .signingAndEncryption
        case (true, false): return .signing
        case (false, true): return .encryption
        case (false, false): return nil
        }
    }
}
