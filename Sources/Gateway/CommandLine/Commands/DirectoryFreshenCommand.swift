internal import Envelope
internal import Schemas

/// `weerthuis directory freshen`: says which edition is the newest.
enum DirectoryFreshenCommand: Command {
    static let specification = CommandSpecification(
        "directory", "freshen", summary: "Signs a freshness statement: this is the newest edition of the directory.",
        operands: "EDITION", operandCount: 1...1,
        options: [
            .value("key", "FILE", "the online key, which the edition names in freshnessKeys"),
            .value("cert", "FILE", "its certificate"),
            .value("out", "FILE", "where the statement goes (CMS, DER)"),
            PassphraseSource.option,
            .flag("force", "replace an existing file"), .json,
        ],
        details: "A statement counts for 24 hours: let a timer make a new one, several times a day.",
        example: "weerthuis directory freshen adresboek-1.p7m --key actueel.key.pem --cert actueel.cert.pem "
            + "--out adresboek-actueel.p7m --force --passphrase-file wachtwoord.txt")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        let output = try arguments.required("out")
        let certificate = try KeyFiles.certificate(try arguments.required("cert"), on: console)
        let file = try DirectoryFile.read(path, on: console)
        guard file.signed != nil else {
            throw .refused("\(FileAccess.displayName(path)) is not signed", remedy: "sign it first")
        }
        guard file.directory.header.freshnessKeys.contains(where: { $0.encoded == certificate.encoded }) else {
            throw .refused(
                "the edition does not name this certificate in freshnessKeys", remedy: "use the key that it names")
        }
        let now = SystemClock.now
        let statement = FreshnessStatement(
            region: file.directory.header.region, edition: file.directory.edition, time: now)
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        let signed = try DocumentSigning.sign(statement.encoded(), certificate, key, at: now)
        try FileAccess.create(output, signed, replacing: arguments.has("force"), mode: 0o644)
        guard !arguments.has("json") else {
            return try console.report([
                "edition": .string(statement.edition.description), "time": .string("\(now)"), "out": .string(output),
            ])
        }
        console.note("edition \(statement.edition.sequence) is the newest at \(now): \(output)")
        return .success
    }
}
