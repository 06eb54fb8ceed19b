internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis init`: a node folder from a few answers.
enum InitCommand: Command {
    static let specification = CommandSpecification(
        "init", summary: "Makes a node folder: keys, requests for their certificates, and the configuration.",
        operands: "[FOLDER]", operandCount: 0...1,
        options: [
            .value("party", short: "p", "DIGITS", "the party's OIN, 20 digits"),
            .value("organisation", "TEXT", "the party's name"),
            .value("contact", short: "c", "TEXT", "a contactpersoon: \"NAME <MAIL>\"; one or two", repeats: true),
            .flag("proxied", "a proxy on this machine does the TLS (recommended)"),
            .value("tls-cert", "FILE", "the TLS certificate with its chain, when the node does the TLS"),
            .value("tls-key", "FILE", "its private key"),
            .value("port", "NUMBER", "where the node listens (default 8443)"),
            .value("algorithm", "NAME", "p256 (default), p384, rsa-3072 or rsa-4096"),
            .value("trust", "FILE", "the trust file of the region's administrator"), PassphraseSource.option, .json,
        ],
        details: """
            FOLDER is the current folder unless it is given. What no option says is asked for. Two keys for each contactpersoon and
            one for the node are made and encrypted under one passphrase. At the end it says what to send to the region's
            administrator, and what to do with the answer.
            A node that reaches parties by mail gets "mail" in node.json afterwards: its address, the server that takes its mail and
            the mailbox that it fetches (docs/operations.md, Mail); weerthuis doctor tries them.
            """,
        example: "weerthuis init /etc/weerthuis --party 00000099000000003000 --organisation \"Gemeente Voorbeeldstad\" "
            + "--contact \"K. de Jong <k.dejong@voorbeeldstad.example>\" --proxied")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let folder = NodeFolder(arguments.operands.first ?? ".").path
        let draft = try draft(arguments, folder, on: console)
        var trust: [UInt8]?
        if let path = arguments.value("trust") { trust = try FileAccess.read(path, limit: 1 << 20, on: console) }
        var passphrase = try PassphraseSource.new(arguments, on: console)
        defer { passphrase.cleanse() }
        let requests = try draft.write(passphrase: passphrase)
        if let trust { try FileAccess.create("\(folder)/directory-trust.json", trust, replacing: true, mode: 0o644) }
        guard !arguments.has("json") else { return try console.report(tree(draft, requests, hasTrust: trust != nil)) }
        try console.print(next(draft, requests, hasTrust: trust != nil))
        return .success
    }

    private static func draft(
        _ arguments: ParsedArguments, _ folder: String, on console: any Console
    ) throws(CommandError) -> NodeDraft {
        let interview = Interview(arguments: arguments, console: console)
        let number = try interview.ask("party", "OIN of your party (20 digits)")
        guard let party = OIN(number) else { throw .usage("--party \(number) is not 20 digits") }
        let organization = try interview.ask("organisation", "Name of your party")
        let texts = try interview.askAll("contact", "Contactpersoon, as NAME <MAIL>", most: Party.mostContactpersonen)
        guard texts.count <= Party.mostContactpersonen else {
            throw .usage("a party has at most 2 contactpersonen (afspraak 3g)", remedy: "give one or two")
        }
        var people: [NodeDraft.Person] = []
        for text in texts { people.append(try NodeDraft.Person(text)) }
        guard Set(people.map(\.file)).count == people.count else {
            throw .usage("the two contactpersonen have the same name before the @", remedy: "give different addresses")
        }
        let file = arguments.value(PassphraseSource.option.name).map { NodeFolder($0).path }
        return NodeDraft(
            folder: folder, party: party, organization: organization, people: people,
            entrance: try entrance(arguments, interview), port: try port(arguments), passphraseFile: file,
            algorithm: try KeyAlgorithmName.parse(arguments.value("algorithm")))
    }

    private static func entrance(
        _ arguments: ParsedArguments, _ interview: Interview
    ) throws(CommandError) -> NodeDraft.Entrance {
        switch (arguments.has("proxied"), arguments.has("tls-cert") || arguments.has("tls-key")) {
        case (true, false): return .proxied
        case (true, true): throw .usage("--proxied and --tls-cert exclude each other")
        case (false, true): return .tls(try files(interview))
        case (false, false):
            let answer = try interview.ask(
                "tls-cert", "TLS certificate file (empty: a proxy does the TLS)", standard: "")
            guard !answer.isEmpty else { return .proxied }
            let key = try interview.ask("tls-key", "Its private key file")
            return .tls(TLSFiles(certificate: NodeFolder(answer).path, key: NodeFolder(key).path))
        }
    }

    private static func files(_ interview: Interview) throws(CommandError) -> TLSFiles {
        TLSFiles(
            certificate: NodeFolder(try interview.ask("tls-cert", "TLS certificate file")).path,
            key: NodeFolder(try interview.ask("tls-key", "Its private key file")).path)
    }

    private static func port(_ arguments: ParsedArguments) throws(CommandError) -> Int {
        guard let text = arguments.value("port") else { return 8443 }
        guard let port = Int(text), (1...65535).contains(port) else {
            throw .usage("--port \(text) is not a number from 1 to 65535")
        }
        return port
    }

    private static func tree(
        _ draft: NodeDraft, _ requests: [(file: String, fingerprint: String)], hasTrust: Bool
    ) -> JSONTree {
        [
            "folder": .string(draft.folder), "party": .string(draft.party.description),
            "organisation": .string(draft.organization),
            "contactpersonen": .array(draft.people.map { ["name": .string($0.name), "mail": .string($0.mail)] }),
            "requests": .array(
                requests.map { ["file": .string($0.file), "fingerprint": .string($0.fingerprint)] }),
            "hasTrust": .bool(hasTrust),
        ]
    }

    private static func next(
        _ draft: NodeDraft, _ requests: [(file: String, fingerprint: String)], hasTrust: Bool
    ) -> String {
        let people = draft.people.map { "       \($0.name) <\($0.mail)>" }.joined(separator: "\n")
        let list = requests.map { "       \($0.file)\n         \($0.fingerprint)" }.joined(separator: "\n")
        let trust =
            hasTrust
            ? "" : "\n     - the trust file, from hand to hand: save it as \(draft.folder)/directory-trust.json"
        return """
            The node folder is \(draft.folder).

            1. Send to the administrator of your region:
               - your party: \(draft.organization), OIN \(draft.party), its role, and its gemeentecode if it has one
               - the address where partners reach this node: https://YOUR-HOST/as2
               - your contactpersonen:
            \(people)
               - these requests, and read their fingerprints out over the telephone:
            \(list)

            2. You get back:
                 - a certificate for each request: save NAME.csr.pem's as \(draft.folder)/keys/NAME.cert.pem\(trust)
                 - the directory: weerthuis directory publish EDITION --freshness STATEMENT --node \(draft.folder)

            3. Check, then start:
               weerthuis doctor --node \(draft.folder)
               weerthuis serve --node \(draft.folder)
            """
    }
}
