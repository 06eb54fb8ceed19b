internal import Envelope
internal import Schemas

/// `weerthuis audit keys`: who could read a message, with which key, and what became of that key.
enum AuditKeysCommand: Command {
    static let specification = CommandSpecification(
        "audit", "keys",
        summary: "Says who could read a message, with which keys, and who replaced each key, when, approved by whom.",
        operands: "ID", operandCount: 1...1,
        options: NodeAccess.options + MessageChoice.options + [.flag("json", short: "j", "print one JSON array")],
        details: """
            From the audit log alone: each attempt's entry names the certificates that the message was sealed to and signed with,
            and each edition's entries name the keys that came, retire or were revoked, with the administrators who signed it.
            The party's own requests, and at the region's administrator the approvals, stand beside them. Keys are named by the
            SHA-256 of their certificates, as weerthuis keys show prints it. Check the log itself with audit verify.
            """,
        example: "weerthuis audit keys 0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90 --node /etc/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        let store = try access.store(arguments, on: console)
        let found = try MessageChoice.find(arguments, in: store)
        let names = try NodeNames(access, on: console)
        var trees: [JSONTree] = []
        for summary in found {
            let history: [(entry: AuditEntry, keys: KeyTrace)]
            var stories: [KeyStory] = []
            do throws(StoreError) {
                history = try store.auditEntries(about: summary.id.message)
                    .filter { $0.record.party == summary.id.partner }
                    .compactMap { entry in KeyTrace.split(entry.record.detail ?? "").keys.map { (entry, $0) } }
                for name in Self.keys(history.map(\.keys)) { stories.append(try KeyStory(name, in: store)) }
            } catch {
                throw CommandError(error)
            }
            if arguments.has("json") {
                trees.append(tree(summary, history, stories))
            } else {
                try print(summary, history, stories, names, on: console)
            }
        }
        if arguments.has("json") { try console.report(JSONTree.array(trees)) }
        return .success
    }

    private static func keys(_ traces: [KeyTrace]) -> [String] {
        var seen: Set<String> = []
        return traces.flatMap { $0.sealedTo + [$0.signedWith] }.filter { seen.insert($0).inserted }
    }

    private static func print(
        _ summary: MessageSummary, _ history: [(entry: AuditEntry, keys: KeyTrace)], _ stories: [KeyStory],
        _ names: NodeNames, on console: any Console
    ) throws(CommandError) {
        let way = MessageTerms.direction(summary.id) == "uit" ? "to" : "from"
        try console.print("\(summary.id.message) \(summary.type) \(way) \(names.party(summary.id.partner))")
        if history.isEmpty { try console.print("  the log names no keys for it: it was not sealed yet") }
        for (entry, keys) in history {
            try console.print("  \(entry.record.time) \(entry.record.action.rawValue) (entry \(entry.sequence))")
            for name in keys.sealedTo {
                let isOurs = name == keys.openedWith ? ", with which this node opened it" : ""
                try console.print("    could be read with  \(KeyStory.shown(name)) \(names.keyOwner(name))\(isOurs)")
            }
            try console.print(
                "    signed with         \(KeyStory.shown(keys.signedWith)) \(names.keyOwner(keys.signedWith))")
        }
        for story in stories {
            try console.print("  \(KeyStory.shown(story.name)) \(names.keyOwner(story.name))")
            if story.entries.isEmpty { try console.print("    as it was: the log has no change of it") }
            for entry in story.entries {
                try console.print("    \(entry.record.time) \(entry.record.actor): \(entry.record.detail ?? "")")
            }
        }
    }

    private static func tree(
        _ summary: MessageSummary, _ history: [(entry: AuditEntry, keys: KeyTrace)], _ stories: [KeyStory]
    ) -> JSONTree {
        [
            "message": .string(summary.id.message.description), "partner": .string(summary.id.partner.description),
            "sealed": .array(
                history.map { entry, keys in
                    [
                        "sequence": .number(JSONNumber(Int(entry.sequence))),
                        "time": .string(entry.record.time.description),
                        "readableWith": .array(keys.sealedTo.map { .string($0) }),
                        "openedWith": keys.openedWith.map { .string($0) } ?? .null,
                        "signedWith": .string(keys.signedWith),
                    ]
                }),
            "keys": .array(stories.map(\.tree)),
        ]
    }
}
