internal import Envelope
internal import Schemas

/// What the commands about a party's own people and keys share: the node, its party, and how a request leaves.
struct KeyDesk {
    static let options: [OptionDescriptor] = [
        NodeDirectory.option, PassphraseSource.option,
        .value("by", "MAIL", "the contactpersoon whose key signs the request"),
        .value("algorithm", "NAME", "p256 (default), p384, rsa-3072 or rsa-4096"),
        .flag("hold", "make keys and request, and don't send it yet"),
        .flag("json", short: "j", "print JSON: a line for the request, and one for its message"),
    ]

    let node: NodeDirectory
    let snapshot: DirectorySnapshot
    let party: Party
    let arguments: ParsedArguments
    let console: any Console
    let now: UTCTime

    init(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) {
        node = try NodeDirectory(arguments, on: console)
        snapshot = try node.snapshot()
        guard let party = snapshot.directory.party(node.settings.own) else {
            throw .refused("party \(node.settings.own) is not in the directory", remedy: "ask the administrator")
        }
        self.party = party
        self.arguments = arguments
        self.console = console
        now = SystemClock.now
    }

    /// Who asks, for the audit log.
    var actor: String { NodeAccess.actor(arguments) }

    func person(_ mail: String) throws(CommandError) -> Contactpersoon {
        guard let person = party.contactpersoon(mail: mail.lowercased()) else {
            let known = party.contactpersonen.map(\.mail)
            throw .refused(
                "\(mail) is no contactpersoon of \(party.name)", remedy: "it has \(known.joined(separator: ", "))")
        }
        return person
    }

    /// Makes keys, notes the wish, keeps the request in the directory folder, and sends it.
    ///
    /// - Parameters:
    ///   - mail: whose keys; of who asks when they are the node's.
    ///   - wishes: what else the party asks for with it.
    func request(
        _ name: String, _ mail: String, _ uses: [KeyUse], _ reason: Sleutelaanvraag.Reason, signedBy signer: String,
        isForNode: Bool = false, wishes: [AskedChange] = []
    ) throws(CommandError) -> ExitCode {
        let subject: CertificateName
        do throws(CertificateError) {
            subject = try CertificateName(
                commonName: isForNode ? Sleutelaanvraag.nodeName(party) : name,
                organization: String(party.name.prefix(64)), organizationNumber: party.oin.description
            )
        } catch {
            throw .usage("\(error)")
        }
        let algorithm = try KeyAlgorithmName.parse(arguments.value("algorithm"))
        var passphrase = try NodeAccess(arguments, on: console).passphrase(arguments, on: console)
        defer { passphrase.cleanse() }
        let files = OwnKeyFiles(folder: node.configuration.keys)
        let requests = try uses.map { (use) throws(CommandError) in
            let file = files.freshName(isForNode ? "knooppunt" : mail, use, at: now)
            return Sleutelaanvraag.Wish(
                use: use,
                request: try files.make(
                    file, algorithm, use, subject: subject, mail: isForNode ? nil : mail, passphrase: passphrase),
                isForNode: isForNode)
        }
        let form = Sleutelaanvraag(name: name, mail: mail, wishes: requests, reason: reason)
        let fingerprint: [UInt8]
        let asked: [AskedChange]
        do throws(CryptoError) { (fingerprint, asked) = (try form.fingerprint(), try form.asked()) } catch {
            throw .failed("\(error)")
        }
        try node.ask(asked + wishes, by: actor, at: now)
        let path = Self.file(node, fingerprint)
        try FileAccess.create(path, form.tree.encoded() + [0x0A], replacing: false)
        if arguments.has("json") {
            try console.report([
                "fingerprint": .string(Hexadecimal.text(fingerprint)), "request": .string(path),
                "keys": .string(files.folder),
            ])
        } else {
            console.note("keys and requests in \(files.folder), the request in \(path)")
            try console.print(Self.text(fingerprint))
        }
        guard !arguments.has("hold") else { return .success }
        return try Self.send(path, as: signer, arguments, on: console)
    }

    /// Where a request is kept until it is confirmed.
    static func file(_ node: NodeDirectory, _ fingerprint: [UInt8]) -> String {
        "\(node.settings.folder)/sleutelaanvraag-\(Hexadecimal.text(Array(fingerprint.prefix(8)))).json"
    }

    /// Sends a request as a message to the region's administrator.
    static func send(
        _ path: String, as mail: String, _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) -> ExitCode {
        var words = ["send", path, "--type", "sleutelaanvraag", "--as", mail]
        for option in [NodeDirectory.option.name, PassphraseSource.option.name] {
            if let value = arguments.value(option) { words += ["--\(option)", value] }
        }
        if arguments.has("json") { words.append("--json") }
        return WeerThuisTool.run(words, on: console)
    }

    /// A fingerprint as people read it to each other.
    static func text(_ fingerprint: [UInt8]) -> String { Hexadecimal.pairs(fingerprint) }

    /// The hexadecimal digits of what somebody typed.
    static func digits(_ text: String) -> String { text.lowercased().filter { $0 != ":" && $0 != " " } }

    static func uses(_ arguments: ParsedArguments) throws(CommandError) -> [KeyUse] {
        guard let text = arguments.value("use") else { return [.signing, .encryption] }
        guard let use = KeyUse(rawValue: text) else {
            throw .usage("--use \(text) is no use", remedy: "give signing or encryption; without it both")
        }
        return [use]
    }
}
