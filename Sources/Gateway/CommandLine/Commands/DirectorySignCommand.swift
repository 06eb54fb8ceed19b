internal import Envelope
internal import Schemas

/// `weerthuis directory sign`: a draft becomes an edition.
enum DirectorySignCommand: Command {
    private static let defaultDays: Int64 = 90
    private static let mostDays: Int64 = 400

    static let specification = CommandSpecification(
        "directory", "sign", summary: "Checks a draft and signs it as the next edition of the directory.",
        operands: "DRAFT", operandCount: 1...1,
        options: [
            .value("key", "FILE", "the administrator's private signing key"),
            .value("cert", "FILE", "the administrator's signing certificate"),
            .value("previous", "FILE", "the signed edition before this one"),
            .value("pin", "FILE", "who may have signed that one, if not --cert", repeats: true),
            .flag("first", "there is no edition before this one"),
            .value("days", "NUMBER", "how long it is valid (default: \(defaultDays), at most \(mostDays))"),
            .value("out", "FILE", "where the signed edition goes (CMS, DER)"),
            PassphraseSource.option,
            .flag("force", "replace an existing file"), .json,
        ] + ProfileSource.options,
        details: """
            Sequence, hash of the previous edition, day of issue and last day are set here. A directory that breaks a rule is not
            signed. What changed since the previous edition is listed: read it. Keep the key offline.
            """,
        example: "weerthuis directory sign adresboek.json --first --key beheerder.signing.key.pem "
            + "--cert beheerder.signing.cert.pem --out adresboek-1.p7m")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        let output = try arguments.required("out")
        let certificate = try KeyFiles.certificate(try arguments.required("cert"), on: console)
        let previous = try previous(arguments, certificate, on: console)
        let profile = try ProfileSource.profile(arguments, on: console)
        let draft = try DirectoryFile.draft(path, on: console)
        let now = SystemClock.now
        let validUntil = now.adding(seconds: try days(arguments) * 86_400)
        let made: (document: [UInt8], directory: Directory)
        do throws(DirectoryError) {
            made = try draft.edition(after: previous, issued: now, validUntil: validUntil)
        } catch {
            throw DirectoryFile.refused(error, path)
        }
        try DirectoryDraftCheck.review(made.directory, profile, on: console)
        if let previous { note(DirectoryDifference(from: previous, to: made.directory), on: console) }
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        let signed = try DocumentSigning.sign(made.document, certificate, key, at: now)
        try FileAccess.create(output, signed, replacing: arguments.has("force"), mode: 0o644)
        guard !arguments.has("json") else {
            return try console.report([
                "edition": .string(made.directory.edition.description), "out": .string(output),
                "validUntil": .string("\(made.directory.header.validUntil)"),
            ])
        }
        console.note(
            "edition \(made.directory.edition.sequence) in \(output), valid until \(made.directory.header.validUntil)")
        try console.print(made.directory.edition.description)
        return .success
    }

    private static func days(_ arguments: ParsedArguments) throws(CommandError) -> Int64 {
        guard let text = arguments.value("days") else { return defaultDays }
        guard let days = Int64(text), (1...mostDays).contains(days) else {
            throw .usage("--days takes a number from 1 to \(mostDays)")
        }
        return days
    }

    private static func previous(
        _ arguments: ParsedArguments, _ own: Certificate, on console: any Console
    ) throws(CommandError) -> Directory? {
        guard let path = arguments.value("previous") else {
            guard arguments.has("first") else {
                throw .usage(
                    "--previous or --first is required",
                    remedy: "nodes refuse an edition that does not follow on theirs")
            }
            return nil
        }
        guard !arguments.has("first") else { throw .usage("--previous and --first exclude each other") }
        let pins = try arguments.all("pin").map { (path) throws(CommandError) in
            try KeyFiles.certificate(path, on: console)
        }
        return try DocumentSigning.directory(path, pinned: [own] + pins, on: console).directory
    }

    private static func note(_ difference: DirectoryDifference, on console: any Console) {
        let lines = DirectoryReport.lines(difference)
        console.note(lines.isEmpty ? "no entry changed" : "changed since the previous edition:")
        for line in lines { console.note("  \(line)") }
    }
}
