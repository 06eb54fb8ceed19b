internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis open`: an envelope becomes the message that was sealed in it, or a reason why not.
enum OpenCommand: Command {
    static let specification = CommandSpecification(
        "open", summary: "Opens an envelope, or a message that arrived at a node, for a contactpersoon.",
        operands: "[FILE|ID]", operandCount: 0...1,
        options: [
            .value("key", "FILE", "your private encryption key"),
            .value(
                "directory", "PATH",
                "a node folder, or the file of an edition: certificates, suite and trust follow from it"),
            .value(
                "contactpersoon", "MAIL", "with --directory: who opens it; --party names who sent it, by OIN or name"),
            .value("cert", "FILE", "your encryption certificate"),
            .value("signer", "FILE", "a signing certificate of the sending party that you trust", repeats: true),
            .value("out", short: "o", "FILE", "where the message goes (default: standard output)"),
            .value("evidence", "FILE", "where the signed text goes, for stock openssl to verify"),
            .value("suite", "NAME", "gcm (default), or cbc when the sender's entry says so"),
            .flag("rsa15", "accept a key wrapped with RSA v1.5, when the sender's entry says so"),
            .flag("dual-use", "accept one certificate for both uses, when the sender's entry says so"),
            .flag("mail", "it came by mail: up to 4 recipients in suite cbc"),
            .value("at", "TIME", "when it was received, RFC 3339 (default: now)"),
            PassphraseSource.option,
            .flag("force", short: "f", "replace existing files"),
            .flag("json", short: "j", "print one JSON object; without --out the message is in it, as text"),
        ] + StoredMessageOpening.options,
        details: """
            FILE is an envelope in DER or PEM, or a MIME text that holds one; without FILE, or with -, standard input. Nothing is
            written before both the tag and the signature are verified, and then exactly the message's bytes. A refused envelope ends with exit status 1 and one reason code
            (docs/wire.md, Refusals). With --directory the sender's keys count by their state in it. With the ID of a message that arrived, and --as, the content comes from the node's store; who opened
            it is recorded, and its sender is told. The message may hold personal data: --out makes a file that only you can read.
            """,
        example: "weerthuis open registratie.p7m --key hoekstra.encryption.key.pem --cert hoekstra.encryption.cert.pem "
            + "--signer postma.signing.cert.pem --out registratie.json")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        if let operand = arguments.operands.first, UniqueID(operand) != nil, !arguments.has("key") {
            return try openStored(arguments, on: console)
        }
        return try openFile(arguments, on: console)
    }

    private static func openStored(_ arguments: ParsedArguments, on console: any Console) throws(CommandError)
        -> ExitCode
    {
        if let path = arguments.outputFile {
            try FileAccess.requirePlace(path, replacing: arguments.has("force"))
        }
        let opening = try StoredMessageOpening(arguments, on: console)
        let found = try opening.content(arguments)
        let report = OpenedReport(bytes: found.bytes, path: arguments.outputFile)
        try write(found.bytes, report.tree(found.summary), arguments, on: console)
        try opening.tellSender(found.summary)
        return .success
    }

    private static func openFile(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode
    {
        if let named = try NamedDirectory(arguments, on: console) { return try open(arguments, named, on: console) }
        let suite = try SuiteName.parse(arguments.value("suite"))
        let received = try received(arguments.value("at"))
        let certificate = try KeyFiles.certificate(try arguments.required("cert"), on: console)
        let signers = try signers(arguments, on: console)
        let party = try PartyNumber.shared(by: signers)
        let envelope = try EnvelopeFile.read(arguments.operands.first ?? "-", on: console)
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        let us = try PartyNumber.of(certificate)
        let directory = SignerList(
            signers.map { TrustedSigner(certificate: $0, party: party, role: .contactpersoon, status: .active) })
        let partner = Partner(
            party, suite: suite, allowsRSA15: arguments.has("rsa15"), allowsDualUse: arguments.has("dual-use"))
        let opener = try opener(us, certificate, key, suite, directory)
        return try open(envelope, opener, from: partner, to: us, arguments, at: received, on: console)
    }

    /// By names: whose keys these were when it was received, the directory says.
    private static func open(
        _ arguments: ParsedArguments, _ named: NamedDirectory, on console: any Console
    ) throws(CommandError) -> ExitCode {
        let received = try received(arguments.value("at"))
        let reader = try named.person(try arguments.required("contactpersoon"))
        let sender = try named.party(try arguments.required("party"))
        guard let partner = named.directory.partner(sender.oin) else {
            throw .refused("\(sender.name) is suspended: its entry breaks a rule", remedy: "ask the administrator")
        }
        let envelope = try EnvelopeFile.read(arguments.operands.first ?? "-", on: console)
        let key = try KeyFiles.privateKey(try arguments.required("key"), arguments, on: console)
        let own = try named.key(.encryption, of: reader.person, key.publicKey, at: received)
        let opener = try opener(
            reader.party.oin, own.certificate, key, own.entry.suite, DirectoryTrust(named.directory))
        return try open(
            envelope, opener, from: partner, to: reader.party.oin, arguments, at: received, on: console)
    }

    private static func open(
        _ envelope: [UInt8], _ opener: Opener, from partner: Partner, to us: OIN, _ arguments: ParsedArguments,
        at received: UTCTime, on console: any Console
    ) throws(CommandError) -> ExitCode {
        let opened: OpenedMessage
        do throws(OpenError) {
            opened = try opener.open(
                envelope, from: partner, to: us, over: arguments.has("mail") ? .mail : .https, at: received)
        } catch {
            throw .refused("\(error)")
        }
        try deliver(opened, arguments, on: console)
        if !arguments.has("json") { report(opened, on: console) }
        return .success
    }

    private static func received(_ text: String?) throws(CommandError) -> UTCTime {
        guard let text else { return SystemClock.now }
        guard let time = UTCTime(rfc3339: text) else {
            throw .usage("--at \(text) is not a time", remedy: "write it as 2026-11-21T12:00:00Z")
        }
        return time
    }

    private static func signers(
        _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) -> [Certificate] {
        var signers: [Certificate] = []
        for path in arguments.all("signer") { signers.append(try KeyFiles.certificate(path, on: console)) }
        guard !signers.isEmpty else {
            throw .usage("option --signer is required", remedy: "give the sending party's signing certificate")
        }
        return signers
    }

    private static func opener(
        _ us: OIN, _ certificate: Certificate, _ key: PrivateKey, _ suite: Suite, _ directory: some TrustDirectory
    ) throws(CommandError) -> Opener {
        do {
            let key = try OpeningKey(certificate: certificate, key: key, suite: suite)
            return try Opener(us: us, keys: [key], directory: directory)
        } catch {
            throw .refused("your key and certificate: \(error)")
        }
    }

    private static func deliver(
        _ opened: OpenedMessage, _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) {
        if let path = arguments.value("evidence") {
            try FileAccess.create(path, opened.signed.evidence, replacing: arguments.has("force"))
        }
        let report = OpenedReport(bytes: opened.bytes, path: arguments.outputFile)
        try write(opened.bytes, report.tree(opened), arguments, on: console)
    }

    private static func write(
        _ bytes: [UInt8], _ facts: JSONTree, _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) {
        if let path = arguments.outputFile {
            try FileAccess.create(path, bytes, replacing: arguments.has("force"))
        }
        if arguments.has("json") {
            try console.report(facts)
        } else if arguments.outputFile == nil {
            try console.write(bytes)
            if console.isOutputShown { try console.write([0x0A]) }
        }
    }

    private static func report(_ opened: OpenedMessage, on console: any Console) {
        let attributes = opened.message.attributes
        let signature = opened.signed.signature
        let signer = signature.signer.certificate.subject
        console.note("message   \(attributes.id), \(attributes.name), dossier \(attributes.subject)")
        console.note(
            "signed    by \(signer.commonName ?? "?"), \(signer.organization ?? "?"), \(signature.signingTime)")
        console.note("opened    with the key of \(opened.signed.openedBy.subject.commonName ?? "?")")
        console.note("mic       \(Data(signature.mic.bytes).base64EncodedString()), sha-256")
    }
}
