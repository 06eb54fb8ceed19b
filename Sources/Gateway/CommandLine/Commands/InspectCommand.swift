internal import Envelope
internal import Schemas

/// `weerthuis inspect`: what anybody can see of an envelope, without any key.
enum InspectCommand: Command {
    static let specification = CommandSpecification(
        "inspect", summary: "Shows who could open an envelope, its algorithms and sizes, without any key.",
        operands: "[FILE]", operandCount: 0...1,
        options: [
            .value("known", "FILE", "a certificate to name recipients and signers by", repeats: true),
            .flag("json", "print JSON"),
        ],
        details: """
            FILE is an envelope in DER or PEM, or a MIME text that holds one; without FILE, or with -, standard input.
            Nothing is decrypted and no signature is checked: what is shown proves nothing.
            """,
        example: "weerthuis inspect bericht.p7m --known keys-example/transferpunt/keys/hoekstra.encryption.cert.pem")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands.first ?? "-"
        let bytes = try FileAccess.read(path, limit: EnvelopeInspection.maximumByteCount, on: console)
        var known: [Certificate] = []
        for file in arguments.all("known") { known.append(try KeyFiles.certificate(file, on: console)) }
        let inspection: EnvelopeInspection
        do throws(InspectionError) {
            inspection = try EnvelopeInspection(of: StoredEnvelope.exchanged(bytes))
        } catch {
            throw .refused("\(FileAccess.displayName(path)): \(error)")
        }
        let report = InspectionReport(inspection, byteCount: bytes.count, known: known)
        if arguments.has("json") {
            try console.report(report.tree)
        } else {
            try console.print(report.text)
        }
        return .success
    }
}
