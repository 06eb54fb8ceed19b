internal import Envelope
internal import Schemas

/// `weerthuis show`: everything that is known of one message, without its content.
enum ShowCommand: Command {
    static let specification = CommandSpecification(
        "show", summary: "Shows one message: its state and why, each attempt, and how far its receipts go.",
        operands: "ID", operandCount: 1...1,
        options: NodeAccess.options + MessageChoice.options + [.flag("json", short: "j", "print one JSON array")],
        details: """
            A message to several parties is shown once for each. The receipts: opgeslagen (on the receiver's disk, signed by its
            node), gekeurd (its rules were checked), geopend (by which contactpersoon), beantwoord.
            """,
        example: "weerthuis show 0192d5a0-7c1e-7b3a-8f21-3d5c6b7a8e90 --node /etc/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        let store = try access.store(arguments, on: console)
        let found = try MessageChoice.find(arguments, in: store)
        let names = try NodeNames(access, on: console)
        var reports: [MessageHistory] = []
        for summary in found {
            reports.append(try MessageHistory(summary, store: store, own: access.configuration.party, names: names))
        }
        if arguments.has("json") {
            try console.report(JSONTree.array(reports.map(\.tree)))
        } else {
            try console.print(reports.map(\.text).joined(separator: "\n\n"))
        }
        return .success
    }
}
