internal import Envelope
internal import Schemas

/// `weerthuis keys show`: what a certificate or a request says.
enum KeysShowCommand: Command {
    static let specification = CommandSpecification(
        "keys", "show", summary: "Shows a certificate or a certificate request: whose, for what, until when.",
        operands: "FILE", operandCount: 1...1, options: [.flag("json", "print JSON")],
        details: "The fingerprint is what two people compare over the telephone.",
        example: "weerthuis keys show keys-example/transferpunt/keys/hoekstra.encryption.cert.pem")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        let content = try FileAccess.read(path, limit: 64 * 1024, on: console)
        let facts = try describe(content, path)
        if arguments.has("json") {
            let members = facts.map { JSONMember($0.key, .string($0.value)) }
            try console.report(JSONTree.object(members))
        } else {
            let width = facts.map(\.key.count).max() ?? 0
            for fact in facts {
                try console.print(fact.key + String(repeating: " ", count: width - fact.key.count + 2) + fact.value)
            }
        }
        return .success
    }

    private static func describe(
        _ content: [UInt8], _ path: String
    ) throws(CommandError) -> [(key: String, value: String)] {
        let certificateError: CertificateError
        do throws(CertificateError) {
            return facts(try Certificate(file: content))
        } catch {
            certificateError = error
        }
        if let request = try? CertificateRequest(file: content) { return facts(request) }
        throw .refused("\(path): \(certificateError)", remedy: "give a certificate or a certificate request")
    }

    private static func facts(_ certificate: Certificate) -> [(key: String, value: String)] {
        var facts = [("kind", "certificate")] + facts(certificate.subject)
        facts += [
            ("mail", certificate.emails.joined(separator: ", ")), ("use", use(certificate)),
            ("key", "\(certificate.publicKey.algorithm)"), ("key-fingerprint", fingerprint(certificate.publicKey)),
            ("issuer", certificate.issuer.commonName ?? ""),
            ("not-before", "\(certificate.validity.notBefore)"), ("not-after", "\(certificate.validity.notAfter)"),
            ("fingerprint", "\(certificate.fingerprint)"),
        ]
        if certificate.isExample { facts.append(("warning", CertificateName.exampleMarker)) }
        return facts.map { (key: $0.0, value: $0.1) }
    }

    private static func facts(_ request: CertificateRequest) -> [(key: String, value: String)] {
        var facts = [("kind", "certificate request")] + facts(request.subject)
        facts += [
            ("mail", request.emails.joined(separator: ", ")), ("key", "\(request.publicKey.algorithm)"),
            ("key-fingerprint", fingerprint(request.publicKey)),
        ]
        return facts.map { (key: $0.0, value: $0.1) }
    }

    private static func fingerprint(_ key: PublicKey) -> String { (try? key.fingerprint().description) ?? "" }

    private static func facts(_ name: CertificateName) -> [(String, String)] {
        [
            ("name", name.commonName ?? ""), ("organisation", name.organization ?? ""),
            ("oin", name.organizationNumber ?? ""),
        ]
    }

    private static func use(_ certificate: Certificate) -> String {
        CertificateUse.allCases.filter { $0 != .signingAndEncryption && certificate.permits($0) }
            .map(\.rawValue).joined(separator: ", ")
    }
}
