internal import Envelope
internal import Schemas

/// `weerthuis send`: a form, released by a contactpersoon, is stored for everybody who gets it. The node brings it there.
enum SendCommand: Command {
    private static let limit = Sealer.maximumByteCount

    static let specification = CommandSpecification(
        "send", summary: "Releases a form as a contactpersoon and hands it to the node for delivery.",
        operands: "FILE…", operandCount: 1...1_000,
        options: NodeAccess.options + [
            .value("type", "NAME", "the message type, such as registratie"),
            .value("as", "MAIL", "the contactpersoon of your party who releases it"),
            .value("dossier", "UUID", "the dossier (default: a new one, or that of the message it is about)"),
            .value("to", "DIGITS", "a party that you choose, where the choice is yours, by OIN", repeats: true),
            .value("about", "UUID", "the message that it corrects or takes back"),
            .flag("json", "report as JSON, a line for each file"),
        ],
        details: """
            FILE is a form's data, JSON; - reads standard input. It works beside the running node; without one it waits in the
            store until the node runs. A form with mistakes, a person who is no contactpersoon, a party that may not have it: refused
            with code, rule and remedy (exit status 1), and nothing is stored.
            """,
        example: "weerthuis send registratie.json --type registratie --as m.postma@deterp.example --node /etc/weerthuis"
    )

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        let directory = try NodeDirectory(arguments, on: console).snapshot()
        let submissions = try arguments.operands.map { (path) throws(CommandError) in
            try submission(path, arguments, directory, on: console)
        }
        let configuration = access.configuration
        guard let source = MessageSource(party: configuration.party, system: configuration.system) else {
            throw .refused("the setting system must be lower-case letters, digits and hyphens")
        }
        let store = try access.store(arguments, on: console, makes: true)
        let outbound = Outbound(
            composer: Composer(source: source), store: store, directory: StandingDirectory(current: directory),
            clock: NodeClock(), onStored: {})
        var status = ExitCode.success
        for (path, submission) in zip(arguments.operands, submissions) {
            let report = SendReport(path: path, isJSON: arguments.has("json"), console: console)
            switch submit(submission, to: outbound) {
            case .success(let sent):
                do throws(CommandError) { try report.sent(sent) } catch {
                    throw .failed(
                        "\(error.message); message \(sent.message) is stored all the same, and will be sent",
                        remedy: "don't send it again; weerthuis messages shows which ones were taken")
                }
            case .failure(let error):
                try report.refused(error)
                if case .misuse = error, status != .refused { status = .usage } else { status = .refused }
            }
        }
        return status
    }

    private static func submit(
        _ submission: Submission, to outbound: Outbound
    ) -> Result<SubmissionReport, SubmissionError> {
        Result { () throws(SubmissionError) in
            try Awaited.value { () async throws(SubmissionError) in try await outbound.submit(submission) }
        }
    }

    private static func submission(
        _ path: String, _ arguments: ParsedArguments, _ directory: DirectorySnapshot, on console: any Console
    ) throws(CommandError) -> Submission {
        let type = try type(arguments, directory.routing.profile)
        let mail = try arguments.required("as")
        var data = try FileAccess.read(path, limit: limit, on: console)
        if let text = arguments.value("about") {
            guard let id = UniqueID(text) else { throw .usage("--about takes the id of a message") }
            data = try naming(id, in: data, type, directory, path)
        }
        return Submission(
            type: type, data: data, releasedBy: .contactpersoon(mail: mail.lowercased()),
            dossier: try dossier(arguments.value("dossier")), chosen: try parties(arguments.all("to")))
    }

    private static func type(_ arguments: ParsedArguments, _ profile: Profile) throws(CommandError) -> String {
        let type = try arguments.required("type")
        guard profile.message(type) != nil else {
            throw .usage(
                "\(CheckMisuse.typeUnknown(type, suggestion: nil))",
                remedy: Suggestion.sentence(for: type, among: profile.messages.map(\.name)))
        }
        return type
    }

    /// Fills in the field that names the earlier message.
    private static func naming(
        _ id: UniqueID, in data: [UInt8], _ type: String, _ directory: DirectorySnapshot, _ path: String
    ) throws(CommandError) -> [UInt8] {
        let fields = directory.routing.profile.routes.filter { $0.messages.contains(type) }.flatMap(\.recipients)
        let field = fields.lazy.compactMap { recipient -> String? in
            switch recipient.choice {
            case .originalSender(let field), .originalRecipients(let field): field.tokens.first
            case .fixed, .field, .sender, .all, .dossier: nil
            }
        }.first
        guard let field else { throw .usage("a message of type \(type) is not about another one") }
        guard let root = try? JSONDocument(parsing: data).root, case .object(let members) = JSONTree(root) else {
            return data
        }
        let others = members.filter { $0.key != field }
        return JSONTree.object([JSONMember(field, .string(id.description))] + others).encoded()
    }

    private static func dossier(_ text: String?) throws(CommandError) -> UniqueID? {
        guard let text else { return nil }
        guard let dossier = UniqueID(text), dossier.version == 4 else {
            throw .usage("--dossier is not a random UUID (version 4) in lower case")
        }
        return dossier
    }

    private static func parties(_ texts: [String]) throws(CommandError) -> [OIN] {
        try texts.map { (text) throws(CommandError) in
            guard let oin = OIN(text) else { throw .usage("--to takes 20 digits") }
            return oin
        }
    }
}
