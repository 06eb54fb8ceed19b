internal import Envelope
internal import Schemas

/// `weerthuis messages`: what was sent and received, and where it stands.
enum MessagesCommand: Command {
    private static let standardLimit = 50

    static let specification = CommandSpecification(
        "messages", summary: "Lists messages with their state, newest first.",
        options: NodeAccess.options + [
            .value(
                "state", short: "s", "NAME",
                "only these: queued, deferred, failed, delivered, overhandigd, aangenomen, …"),
            .value("direction", "WHICH", "in or uit"),
            .value("dossier", short: "d", "UUID", "only this dossier"),
            .value("party", short: "p", "DIGITS", "only with this party: its OIN"),
            .value("limit", "NUMBER", "how many (default \(standardLimit), at most \(MessagePage.limits.upperBound))"),
            .value("before", "NUMBER", "the next page: what stands under the last one"),
            .flag("json", short: "j", "print one JSON object"),
        ],
        details: """
            Content is never shown here: see weerthuis show and weerthuis open. Above the messages stands which keys of this party
            are going to be replaced, so that both contactpersonen see it before it happens.
            overhandigd: the mail server of a party with a mail program took it; an answer or a signed receipt makes it afgeleverd.
            """,
        example: "weerthuis messages --node /etc/weerthuis --state failed")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        let filter = try filter(arguments)
        let page = try page(arguments)
        let store = try access.store(arguments, on: console)
        let list: MessageList
        do throws(StoreError) { list = try store.messages(filter, page: page) } catch { throw CommandError(error) }
        let names = try NodeNames(access, on: console)
        let notices = notices(access, names, on: console)
        if arguments.has("json") {
            try console.report(tree(list, names, notices))
        } else {
            for notice in notices { try console.print("LET OP: \(notice)") }
            if !notices.isEmpty { try console.print("") }
            try print(list, names, on: console)
        }
        return .success
    }

    /// Without a directory there is nothing to tell; other commands say why.
    private static func notices(_ access: NodeAccess, _ names: NodeNames, on console: any Console) -> [String] {
        guard let node = try? NodeDirectory(access.configuration, on: console), let asked = try? node.asked() else {
            return []
        }
        let party = names.directory?.party(access.configuration.party)
        return KeyNotice.all(of: party, asked: asked, at: SystemClock.now).map(\.dutch)
    }

    private static func print(_ list: MessageList, _ names: NodeNames, on console: any Console) throws(CommandError) {
        guard !list.messages.isEmpty || !list.unreadable.isEmpty else { return try console.print("Geen berichten.") }
        let rows = list.messages.map { MessageReport(summary: $0, names: names).row }
        let table = TextTable(columns: MessageReport.columns, rows: rows, wrapped: 6, wrapWidth: 44)
        try console.print(table.text)
        for number in list.unreadable { try console.print("rij \(number) is beschadigd en niet te tonen") }
        if let next = list.next { try console.print("\nVerder: --before \(next)") }
    }

    private static func tree(_ list: MessageList, _ names: NodeNames, _ notices: [String]) -> JSONTree {
        [
            "notices": .array(notices.map { .string($0) }),
            "messages": .array(list.messages.map { MessageReport(summary: $0, names: names).tree }),
            "unreadable": .array(list.unreadable.map { .number(JSONNumber(Int($0))) }),
            "next": list.next.map { .number(JSONNumber(Int($0))) } ?? .null,
        ]
    }

    private static func filter(_ arguments: ParsedArguments) throws(CommandError) -> MessageFilter {
        var filter = MessageFilter()
        filter.state = try arguments.value("state").map { (word) throws(CommandError) in try MessageTerms.state(word) }
        filter.direction = try arguments.value("direction").map { (word) throws(CommandError) in
            switch word {
            case "in": return .inbound
            case "uit", "out": return .outbound
            default: throw .usage("--direction \(word) is not known", remedy: "in or uit")
            }
        }
        filter.dossier = try MessageChoice.identifier(arguments.value("dossier"), "--dossier")
        filter.partner = try MessageChoice.party(arguments)
        return filter
    }

    private static func page(_ arguments: ParsedArguments) throws(CommandError) -> MessagePage {
        var before: Int64?
        if let text = arguments.value("before") {
            guard let number = Int64(text), number > 0 else { throw .usage("--before \(text) is not a number") }
            before = number
        }
        guard let text = arguments.value("limit") else {
            return MessagePage(before: before, limit: standardLimit)
        }
        guard let limit = Int(text), MessagePage.limits.contains(limit) else {
            throw .usage("--limit \(text) is not a number from 1 to \(MessagePage.limits.upperBound)")
        }
        return MessagePage(before: before, limit: limit)
    }
}
