internal import Envelope
internal import Schemas

/// `weerthuis directory status`: what a node works with, and whether something is the matter with it.
enum DirectoryStatusCommand: Command {
    static let specification = CommandSpecification(
        "directory", "status",
        summary: "Shows which edition a node works with, since when it is confirmed, and alarms.",
        options: [
            NodeDirectory.option, .flag("acknowledge", "somebody looked at the alarms: take them off"),
            .flag("json", "print JSON"),
        ],
        details: "Exit status 0: messages can be sent on the strength of it; 1: they wait, and the reason is printed.",
        example: "weerthuis directory status --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let node = try NodeDirectory(arguments, on: console)
        if arguments.has("acknowledge") { try acknowledge(node, arguments) }
        let standing = try node.standing()
        guard let snapshot = standing.snapshot else {
            throw .refused("the node has no directory yet", remedy: "place one with weerthuis directory publish")
        }
        let health = DirectoryHealth(
            snapshot, standing.memory, own: node.settings.own, asked: try node.asked(), at: SystemClock.now)
        let facts = [
            ("edition", "\(snapshot.edition)"), ("valid", "until \(snapshot.directory.header.validUntil)"),
            ("confirmed", snapshot.confirmed.map(\.description) ?? "never"), ("sending", health.isUp ? "yes" : "waits"),
        ]
        if arguments.has("json") {
            let members = facts.map { JSONMember($0.0, .string($0.1)) }
            let reasons = JSONMember("reasons", .array(health.reasons.map { .string($0) }))
            try console.report(JSONTree.object(members + [reasons]))
        } else {
            for (name, value) in facts {
                try console.print(name + String(repeating: " ", count: 11 - name.count) + value)
            }
            for reason in health.reasons { try console.print("- \(reason)") }
        }
        return health.isUp ? .success : .refused
    }

    private static func acknowledge(_ node: NodeDirectory, _ arguments: ParsedArguments) throws(CommandError) {
        let (actor, now) = (NodeAccess.actor(arguments), SystemClock.now)
        try node.change { memory in
            let alarms = memory.alarms.map { "\($0.code): \($0.sentence)" }
            memory.note(
                alarms.map { DirectoryNote(time: now, actor: actor, sentence: "alarm acknowledged: \($0)") })
            memory.acknowledge()
        }
    }
}
