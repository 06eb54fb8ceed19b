internal import Envelope
internal import Schemas

/// `weerthuis directory cosign`: a second administrator signs an edition.
enum DirectoryCosignCommand: Command {
    static let specification = CommandSpecification(
        "directory", "cosign", summary: "Adds another administrator's signature to a signed edition.",
        operands: "EDITION", operandCount: 1...1,
        options: [
            .value("key", "FILE", "the second administrator's private signing key"),
            .value("cert", "FILE", "the second administrator's signing certificate"),
            .value("after", "FILE", "the edition before it: what changed is listed"),
            .value("out", "FILE", "where the edition goes (CMS, DER)"), PassphraseSource.option,
            .flag("force", "replace an existing file"), .json,
        ] + ProfileSource.options,
        details: """
            The edition stays the same: its hash is over the document. Nodes whose trust file asks for two signatures adopt it then.
            Read what changed before you sign. An edition that breaks a rule is not signed.
            """,
        example: "weerthuis directory cosign adresboek-2.p7m --after adresboek-1.p7m --key tweede.key.pem "
            + "--cert tweede.cert.pem --out adresboek-2.p7m --force")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        let output = try arguments.required("out")
        let certificate = try KeyFiles.certificate(try arguments.required("cert"), on: console)
        let file = try DirectoryFile.read(path, on: console)
        guard let signed = file.signed else {
            throw .refused("\(FileAccess.displayName(path)) is not signed", remedy: "sign it first with directory sign")
        }
        try DirectoryDraftCheck.review(
            file.directory, try ProfileSource.profile(arguments, on: console), on: console)
        if let after = arguments.value("after") {
            let old = try DirectoryFile.read(after, on: console).directory
            for line in DirectoryReport.lines(DirectoryDifference(from: old, to: file.directory)) {
                console.note("  \(line)")
            }
        }
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        let cosigned: SignedDocument
        do {
            cosigned = try SignedDocument(encoded: signed).cosigned(
                by: MessageSigner(certificate: certificate, key: key), at: SystemClock.now)
        } catch {
            throw .refused("not signed: \(error)")
        }
        try FileAccess.create(output, cosigned.encoded, replacing: arguments.has("force"), mode: 0o644)
        guard !arguments.has("json") else {
            return try console.report([
                "edition": .string(file.directory.edition.description), "out": .string(output),
            ])
        }
        try console.print("\(file.directory.edition)")
        return .success
    }
}
