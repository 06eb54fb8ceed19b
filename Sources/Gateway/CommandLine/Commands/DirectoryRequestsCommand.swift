internal import Envelope
internal import Schemas

/// `weerthuis directory requests`: what parties ask the region's administrator for.
enum DirectoryRequestsCommand: Command {
    static let specification = CommandSpecification(
        "directory", "requests",
        summary: "Lists requests for keys that arrived, who stands behind them, and what is missing.",
        options: NodeAccess.options + [
            .flag("all", "also those that were decided"), .flag("json", "print JSON, a line for each"),
        ],
        details: """
            Every signature is verified again, with the directory of today. A renewal is signed by the old key and confirmed by the
            party's other contactpersoon, or by comparing the fingerprint over another channel.
            """,
        example: "weerthuis directory requests --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let desk = try RequestDesk(arguments, on: console)
        let cases = try desk.cases().filter { arguments.has("all") || $0.decision == nil }
        for one in cases {
            if arguments.has("json") {
                try console.report(desk.tree(one))
            } else {
                for line in desk.lines(one) { try console.print(line) }
            }
        }
        if cases.isEmpty, !arguments.has("json") { try console.print("no requests wait") }
        return .success
    }
}
