internal import Envelope
internal import Schemas

/// `weerthuis directory add-contactpersoon`: a person in a party's entry of a draft.
enum DirectoryAddContactpersoonCommand: Command {
    static let specification = CommandSpecification(
        "directory", "add-contactpersoon", summary: "Adds a contactpersoon with certificates to a party in a draft.",
        operands: "DRAFT", operandCount: 1...1,
        options: [
            .value("party", "DIGITS", "the party's OIN, 20 digits"),
            .value("name", "TEXT", "the person's name"),
            .value("mail", "ADDRESS", "the person's mail address"),
            .value("signing-cert", "FILE", "the person's signing certificate"),
            .value("encryption-cert", "FILE", "the person's encryption certificate"),
            .value("from", "TIME", "when the keys become active, such as 2026-12-01T00:00:00Z (default: now)"), .json,
        ],
        details: "The draft is rewritten. A party has at most two active contactpersonen: directory check says so.",
        example: "weerthuis directory add-contactpersoon adresboek.json --party 00000099000000003000 "
            + "--name \"K. de Jong\" --mail k.dejong@voorbeeldstad.example "
            + "--signing-cert keys-example/gemeente/keys/dejong.signing.cert.pem "
            + "--encryption-cert keys-example/gemeente/keys/dejong.encryption.cert.pem")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        guard let oin = OIN(try arguments.required("party")) else { throw .usage("--party takes 20 digits") }
        let person = NewContactpersoon(
            name: try arguments.required("name"), mail: try arguments.required("mail"),
            keys: try keys(arguments, on: console))
        var draft = try DirectoryFile.draft(path, on: console)
        do throws(DirectoryError) {
            try draft.add(person, to: oin)
        } catch {
            throw DirectoryFile.refused(error, path)
        }
        try DirectoryDraftCheck.check(draft, path)
        try DirectoryFile.write(draft, to: path, replacing: true)
        guard !arguments.has("json") else {
            return try console.report([
                "draft": .string(path), "party": .string(oin.description), "name": .string(person.name),
                "mail": .string(person.mail),
            ])
        }
        console.note("\(person.name) is a contactpersoon of \(oin) in the draft")
        return .success
    }

    private static func keys(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> [NewKey] {
        var start = SystemClock.now
        if let text = arguments.value("from") {
            guard let time = UTCTime(rfc3339: text) else {
                throw .usage("--from takes a time such as 2026-12-01T00:00:00Z")
            }
            start = time
        }
        return [
            NewKey(
                .signing, try KeyFiles.certificate(try arguments.required("signing-cert"), on: console),
                activeFrom: start),
            NewKey(
                .encryption, try KeyFiles.certificate(try arguments.required("encryption-cert"), on: console),
                activeFrom: start),
        ]
    }
}
