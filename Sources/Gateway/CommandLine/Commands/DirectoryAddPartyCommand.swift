internal import Envelope
internal import Schemas

/// `weerthuis directory add-party`: an entry for a party in a draft.
enum DirectoryAddPartyCommand: Command {
    static let specification = CommandSpecification(
        "directory", "add-party", summary: "Adds a party to a draft of the directory.",
        operands: "DRAFT", operandCount: 1...1,
        options: [
            .value("oin", "DIGITS", "the party's OIN, 20 digits"),
            .value("name", "TEXT", "the party's name"),
            .value("role", "ROLE", "a role of the profile"),
            .value("code", "CODE", "a code by which routes find it, such as its gemeentecode", repeats: true),
            .value("kvk", "DIGITS", "its KvK number, 8 digits"),
            .value("endpoint", "URL", "https://… or mailto:…"),
            .value("suite", "NAME", "gcm (default), or cbc for software that knows nothing better"),
            .value("node-cert", "FILE", "the signing certificate of its node", repeats: true), .json,
        ],
        details: "The draft is rewritten. directory set-party changes an entry, and what a cbc partner is allowed.",
        example:
            "weerthuis directory add-party adresboek.json --oin 00000099000000003000 --name \"Gemeente Voorbeeldstad\" "
            + "--role gemeente --code GM0080 --endpoint https://node.voorbeeldstad.example/as2 "
            + "--node-cert keys-example/gemeente/keys/node.cert.pem")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let path = arguments.operands[0]
        var draft = try DirectoryFile.draft(path, on: console)
        let party = try party(arguments, on: console)
        draft.add(party)
        try DirectoryDraftCheck.check(draft, path)
        try DirectoryFile.write(draft, to: path, replacing: true)
        guard !arguments.has("json") else {
            return try console.report([
                "draft": .string(path), "party": .string(party.oin.description), "name": .string(party.name),
            ])
        }
        console.note("\(party.name) is in the draft; add its contactpersonen")
        return .success
    }

    private static func party(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> NewParty {
        guard let oin = OIN(try arguments.required("oin")) else { throw .usage("--oin takes 20 digits") }
        guard let endpoint = Endpoint(try arguments.required("endpoint")) else {
            throw .usage("--endpoint takes an https:// or mailto: address")
        }
        let keys = try arguments.all("node-cert").map { (path) throws(CommandError) in
            NewKey(.signing, try KeyFiles.certificate(path, on: console), activeFrom: SystemClock.now)
        }
        return NewParty(
            oin: oin, name: try arguments.required("name"), role: try arguments.required("role"),
            codes: arguments.all("code"), kvk: arguments.value("kvk"), endpoint: endpoint,
            suite: try SuiteName.parse(arguments.value("suite")), nodeKeys: keys)
    }
}
