internal import Envelope
internal import Schemas

/// `weerthuis directory publish`: an edition comes into force at a node, which tells its partners.
enum DirectoryPublishCommand: Command {
    static let specification = CommandSpecification(
        "directory", "publish",
        summary: "Places an edition or a freshness statement in a node, which tells its partners.",
        operands: "[EDITION]", operandCount: 0...1,
        options: [
            NodeDirectory.option,
            .value("freshness", "FILE", "the freshness statement (see directory freshen)"), .json,
        ],
        details: """
            The node judges the edition as it judges every other: exit status 1 and the reasons when it does not adopt it. A
            running node notices within two seconds and tells every partner's node; these fetch it at once. A node that does not
            run tells them when it starts. Without EDITION only the statement is placed: for the timer that makes it.
            """,
        example:
            "weerthuis directory publish adresboek-2.p7m --freshness adresboek-actueel.p7m --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let limit = SignedDocument.maximumByteCount
        var edition: [UInt8]?
        if let path = arguments.operands.first { edition = try FileAccess.read(path, limit: limit, on: console) }
        var statement: [UInt8]?
        if let path = arguments.value("freshness") {
            statement = try FileAccess.read(path, limit: 1 << 20, on: console)
        }
        guard edition != nil || statement != nil else {
            throw .usage("EDITION or --freshness is required", remedy: "see --help")
        }
        let node = try NodeDirectory(arguments, on: console)
        let outcome: DirectoryDesk.Outcome
        do throws(DistributionError) {
            outcome = try node.desk.consider(
                edition: edition, freshness: statement, from: nil, isPlaced: true, at: SystemClock.now)
        } catch {
            throw NodeDirectory.refused(error)
        }
        return try report(outcome, arguments.has("json"), on: console)
    }

    private static func report(
        _ outcome: DirectoryDesk.Outcome, _ isJSON: Bool, on console: any Console
    ) throws(CommandError) -> ExitCode {
        for event in outcome.events where !isJSON { console.note("\(event)") }
        guard let snapshot = outcome.standing.snapshot else {
            throw .refused("the node has no directory", remedy: "give an edition with its freshness statement")
        }
        if isJSON {
            try console.report(DirectoryReport.tree(outcome))
        } else {
            try console.print("\(snapshot.edition)")
        }
        guard outcome.events.allSatisfy({ $0.level == .notice || $0.code == "party-suspended" }) else {
            return .refused
        }
        if outcome.isAdopted, !isJSON {
            console.note("the running node tells its partners; if it does not run, it will at its start")
        }
        return .success
    }
}
