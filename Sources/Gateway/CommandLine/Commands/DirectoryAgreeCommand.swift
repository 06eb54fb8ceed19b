internal import Envelope
internal import Schemas

/// `weerthuis directory agree`: the party asked for these changes of its own entry.
enum DirectoryAgreeCommand: Command {
    static let specification = CommandSpecification(
        "directory", "agree", summary: "Says that this party asked for a change of its own entry in the directory.",
        operands: "[EDITION]", operandCount: 0...1,
        options: [
            NodeDirectory.option,
            .value(
                "change", "MEMBER", "a member of the entry: \(AskedChange.members.joined(separator: ", "))",
                repeats: true), .json,
        ],
        details: """
            A node refuses an edition that changes its own party's entry in a way that its party did not ask for. keys rotate,
            keys revoke and the contact commands note their wish by themselves. For another change: --change, before the
            administrator is asked. Or EDITION, a signed file: its changes of the own entry are listed, and agreed to for this
            edition alone. A wish counts for a quarter of a year.
            """,
        example: "weerthuis directory agree --change endpoint --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let node = try NodeDirectory(arguments, on: console)
        var wishes: [AskedChange] = []
        for name in arguments.all("change") {
            guard AskedChange.members.contains(name) else {
                throw .usage(
                    "--change \(name) is no member", remedy: Suggestion.sentence(for: name, among: AskedChange.members))
            }
            wishes.append(.member(name))
        }
        var changes: [String]?
        if let path = arguments.operands.first {
            let next = try verified(path, node, on: console)
            changes = try ownChanges(in: next, node)
            wishes.append(.edition(next.edition))
        }
        guard !wishes.isEmpty else { throw .usage("EDITION or --change is required", remedy: "see --help") }
        try node.ask(wishes, by: NodeAccess.actor(arguments), at: SystemClock.now)
        guard !arguments.has("json") else {
            return try console.report([
                "asked": .array(wishes.map { .string($0.description) }),
                "changes": changes.map { .array($0.map { .string($0) }) } ?? .null,
            ])
        }
        for change in changes ?? [] { try console.print(change) }
        if changes?.isEmpty == true {
            try console.print("this edition does not change the entry of \(node.settings.own)")
        }
        console.note("noted; the node takes it into account with the next edition that it judges")
        return .success
    }

    private static func verified(
        _ path: String, _ node: NodeDirectory, on console: any Console
    ) throws(CommandError) -> Directory {
        let file = try FileAccess.read(path, limit: SignedDocument.maximumByteCount, on: console)
        do throws(DistributionError) { return try node.desk.verified(file) } catch {
            throw NodeDirectory.refused(error)
        }
    }

    private static func ownChanges(in next: Directory, _ node: NodeDirectory) throws(CommandError) -> [String] {
        let own = node.settings.own
        let old = try node.standing().snapshot?.directory
        let changes =
            old.map { DirectoryDifference.changes(of: own, from: $0, to: next) }
            ?? DirectoryDifference.changes(from: nil, to: next.party(own))
        return changes.map(\.description)
    }
}
