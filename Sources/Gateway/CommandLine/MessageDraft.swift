internal import Envelope
internal import Schemas

/// What `weerthuis seal` was given: a whole message, or a form's data that becomes one.
enum MessageDraft {
    private static let limit = Sealer.maximumByteCount

    /// The options that a message needs when the file holds a form's data alone.
    static let options: [OptionDescriptor] = [
        .value("type", "NAME", "the message type, when FILE is a form's data alone"),
        .value("to-role", "NAME", "the receiving party's role, for a type whose copies differ between roles"),
        .value("dossier", "UUID", "the dossier (default: a new one)"),
        .value("system", "NAME", "the sending system's name in the source (default weerthuis)"),
    ]

    /// Reads FILE and answers a checked message on one line.
    ///
    /// - Parameter known: the edition, and the receiving party's role in it; nil when certificates were given, and options say this.
    /// - Throws: `CommandError.refused` with the findings when the form is not in order.
    static func read(
        _ arguments: ParsedArguments, from sender: Certificate, to recipient: OIN,
        in known: (edition: ChainReference, role: String)? = nil, on console: any Console
    ) throws(CommandError) -> (attributes: MessageAttributes, bytes: [UInt8]) {
        let path = arguments.operands.first ?? "-"
        let content = try FileAccess.read(path, limit: limit, on: console)
        let profile = try ProfileSource.profile(arguments, on: console)
        let root = try document(content, path).root
        let isMessage = root["specversion"] != nil
        let role = known?.role ?? arguments.value("to-role")
        let edition = if let known { known.edition } else { try Self.edition(arguments.value("directory")) }
        try check(content, arguments, profile, isMessage ? role.map(MessageCopy.forRole) : nil, on: console)
        let bytes =
            if isMessage {
                JSONTree(root).encoded()
            } else {
                try compose(
                    try copy(JSONTree(root), arguments.value("type"), role, profile), arguments, profile, from: sender,
                    to: recipient, edition)
            }
        do throws(MessageError) {
            return (try ReceivedMessage(decoding: bytes).attributes, bytes)
        } catch {
            throw .refused("\(FileAccess.displayName(path)): \(error)")
        }
    }

    private static func document(_ content: [UInt8], _ path: String) throws(CommandError) -> JSONDocument {
        do throws(JSONSyntaxError) {
            return try JSONDocument(parsing: content, limits: ReceivedMessage.limits)
        } catch {
            throw .refused("\(FileAccess.displayName(path)): \(error)")
        }
    }

    private static func check(
        _ content: [UInt8], _ arguments: ParsedArguments, _ profile: Profile, _ copy: MessageCopy?,
        on console: any Console
    ) throws(CommandError) {
        let today = try CivilDateOption.today(arguments)
        let report: CheckReport
        do throws(CheckMisuse) {
            report = try profile.check(bytes: content, type: arguments.value("type"), copy: copy, today: today)
        } catch {
            throw .usage("\(error)")
        }
        guard !report.isValid else { return }
        console.note(report.table)
        throw .refused("\(report.summary); niet verzegeld", remedy: "weerthuis check toont dezelfde bevindingen")
    }

    /// The form as it goes to a party of this role: without the fields that are for others only.
    private static func copy(
        _ data: JSONTree, _ type: String?, _ role: String?, _ profile: Profile
    ) throws(CommandError) -> JSONTree {
        guard let type, !profile.copyFields(of: type).isEmpty else { return data }
        let recipients = profile.routes.filter { $0.messages.contains(type) }.flatMap(\.recipients)
        let roles = Set(recipients.flatMap(\.roles)).sorted()
        guard let role else {
            throw .usage(
                "the copies of \(type) differ between receiving roles",
                remedy: "give --to-role, one of: \(roles.joined(separator: ", "))")
        }
        guard let recipient = recipients.first(where: { $0.roles.contains(role) }) else {
            throw .refused(
                "\(type) does not go to the role \(role)", remedy: Suggestion.sentence(for: role, among: roles))
        }
        return profile.copy(data, of: type, for: recipient)
    }

    private static func compose(
        _ data: JSONTree, _ arguments: ParsedArguments, _ profile: Profile, from sender: Certificate, to recipient: OIN,
        _ edition: ChainReference
    ) throws(CommandError) -> [UInt8] {
        let type = try arguments.required("type")
        guard let name = MessageName(type), let form = profile.forms[type] else {
            throw .usage("the profile has no message type \(type)")
        }
        let system = arguments.value("system") ?? "weerthuis"
        guard let source = MessageSource(party: try PartyNumber.of(sender), system: system) else {
            throw .usage("--system \(system) must be lower-case letters, digits and hyphens")
        }
        let attributes = MessageAttributes(
            id: UniqueID(milliseconds: SystemClock.milliseconds, random: random()), source: source, name: name,
            subject: try dossier(arguments.value("dossier")), time: SystemClock.now, dataSchema: form.schemaURI,
            recipient: recipient, directory: edition)
        do throws(MessageError) {
            return try attributes.encoded(with: data)
        } catch {
            throw .usage("\(error)")
        }
    }

    private static func dossier(_ text: String?) throws(CommandError) -> UniqueID {
        guard let text else { return UniqueID(random: random()) }
        guard let dossier = UniqueID(text), dossier.version == 4 else {
            throw .usage("--dossier is not a random UUID (version 4) in lower case")
        }
        return dossier
    }

    private static func edition(_ text: String?) throws(CommandError) -> ChainReference {
        let none = "0:" + String(repeating: "0", count: 64)
        guard let edition = ChainReference(text ?? none) else {
            throw .usage("--directory is neither a directory nor a sequence number, a colon and 64 hexadecimal digits")
        }
        return edition
    }

    private static func random() -> (UInt64, UInt64) { (UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)) }
}
