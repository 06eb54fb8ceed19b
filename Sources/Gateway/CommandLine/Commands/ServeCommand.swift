internal import Envelope
internal import Schemas

/// `weerthuis serve`: the node of a folder works until it is told to stop.
enum ServeCommand: Command {
    static let specification = CommandSpecification(
        "serve", summary: "Runs the node of a node folder: takes messages in and brings them out.",
        options: NodeAccess.options + [.flag("json", "say that it is ready as JSON")],
        details: """
            One line on standard output when it is ready; the log is on standard error, a line of JSON for each event. SIGTERM or
            SIGINT stop it: what is under way ends first, a second one does not wait. A new TLS certificate is taken over when its
            files change, and at once by SIGHUP.
            With "mail" in node.json it also sends mail and fetches its mailbox; for parties whose endpoint is a mail address.
            Health and metrics are on the address of "local": GET /healthz and GET /metrics.
            """,
        example: "weerthuis serve --node /etc/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        let configuration = access.configuration
        var typed = try access.passphrase(arguments, on: console)
        defer { typed.cleanse() }
        let clock = NodeClock()
        let log = NodeLog(least: configuration.logLevel, clock: clock)
        let plan = try NodePlan(
            configuration, passphrase: Passphrase(typed), clock: clock, log: log, on: console)
        let node = try NodeStart(configuration: configuration, console: console).node(plan, passphrase: typed)
        typed.cleanse()
        let signals = StopSignal { node.renewCertificate() }
        do throws(NodeError) {
            try Awaited.value { () async throws(NodeError) in try await node.start() }
        } catch {
            throw NodeStart.refused(error)
        }
        do throws(CommandError) { try tellReady(node, configuration, arguments, on: console) } catch {
            // Whoever started it waits for that line, so it must not go on without.
            Awaited.value { () async -> Void in await node.stop() }
            throw error
        }
        signals.wait()
        Awaited.value { () async -> Void in await node.stop() }
        return .success
    }

    private static func tellReady(
        _ node: Node, _ configuration: NodeConfiguration, _ arguments: ParsedArguments, on console: any Console
    ) throws(CommandError) {
        guard arguments.has("json") else {
            let place =
                switch configuration.listen.place {
                case .address(let address, _): "\(address) poort \(node.port)"
                case .unix(let path): path
                }
            let local = "\(configuration.local.address) poort \(node.localPort)"
            return try console.print("weerthuis: \(configuration.party) is gereed op \(place); toestand op \(local)")
        }
        let tree: JSONTree = [
            "ready": true, "party": .string(configuration.party.description),
            "port": .number(JSONNumber(Int(node.port))), "localPort": .number(JSONNumber(Int(node.localPort))),
        ]
        try console.report(tree)
    }
}
