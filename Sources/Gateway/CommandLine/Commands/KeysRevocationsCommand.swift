internal import Envelope
internal import Schemas

/// `weerthuis keys revocations`: what the region's authority takes back.
enum KeysRevocationsCommand: Command {
    private static let limit = 8 << 20
    private static let defaultDays: Int64 = 90

    static let specification = CommandSpecification(
        "keys", "revocations",
        summary: "Issues the authority's next revocation list (CRL), with more certificates on it.",
        operands: "[CERTIFICATE...]", operandCount: 0...100,
        options: [
            .value("authority", "FILE", "the authority's certificate"),
            .value("authority-key", "FILE", "the authority's private key"),
            .value("previous", "FILE", "the list before this one; without it the list begins anew"),
            .value("days", "NUMBER", "when the next one is due at the latest (default: \(defaultDays) days)"),
            .value("out", "FILE", "where the list goes (DER)"), PassphraseSource.option,
            .flag("force", "replace an existing file"), .json,
        ],
        details: """
            What stood on the list before stays on it. directory set --revocation-list puts the list into the directory. To stop a
            stolen key at once, revoke it in the directory (keys revoke); the list is for certificates as such.
            """,
        example:
            "weerthuis keys revocations jansen.signing.cert.pem --authority ca.cert.pem --authority-key ca.key.pem "
            + "--previous ca-3.crl --out ca-4.crl")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let output = try arguments.required("out")
        let certificate = try KeyFiles.certificate(try arguments.required("authority"), on: console)
        let key = try KeyFiles.privateKey(try arguments.required("authority-key"), arguments, on: console)
        let now = SystemClock.now
        let list: RevocationList
        do {
            let authority = try CertificateAuthority(certificate: certificate, key: key)
            let previous = try previous(arguments, of: certificate, on: console)
            var revocations = previous?.revocations ?? [:]
            for path in arguments.operands {
                let one = try KeyFiles.certificate(path, on: console)
                guard try one.isIssued(by: certificate) else { throw CertificateError.notIssued }
                revocations[one.serialNumber] = min(revocations[one.serialNumber] ?? now, now)
            }
            list = try authority.revocationList(
                revocations, number: (previous?.number ?? 0) + 1, at: now,
                nextUpdate: now.adding(seconds: try days(arguments) * 86_400))
        } catch let error as CommandError {
            throw error
        } catch {
            throw .refused("no list was issued: \(error)")
        }
        try FileAccess.create(output, list.encoded, replacing: arguments.has("force"), mode: 0o644)
        guard !arguments.has("json") else {
            return try console.report([
                "number": .number(JSONNumber(list.number ?? 0)), "out": .string(output),
                "takenBack": .number(JSONNumber(list.revocations.count)),
            ])
        }
        try console.print("list \(list.number ?? 0) in \(output): \(list.revocations.count) certificates taken back")
        return .success
    }

    private static func previous(
        _ arguments: ParsedArguments, of authority: Certificate, on console: any Console
    ) throws -> RevocationList? {
        guard let path = arguments.value("previous") else { return nil }
        let list = try RevocationList(file: try FileAccess.read(path, limit: limit, on: console))
        guard try list.isIssued(by: authority) else { throw CertificateError.notIssued }
        return list
    }

    private static func days(_ arguments: ParsedArguments) throws(CommandError) -> Int64 {
        guard let text = arguments.value("days") else { return defaultDays }
        guard let days = Int64(text), (1...400).contains(days) else {
            throw .usage("--days takes a number from 1 to 400")
        }
        return days
    }
}
