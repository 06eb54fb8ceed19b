internal import Envelope
internal import Foundation
internal import Schemas

/// `weerthuis directory fetch`: gets the newest edition from another node, now.
enum DirectoryFetchCommand: Command {
    private static let keyLimit = 64 * 1024

    static let specification = CommandSpecification(
        "directory", "fetch", summary: "Gets the newest edition and its freshness statement from the sources, now.",
        operands: "[SOURCE]", operandCount: 0...1,
        options: NodeAccess.options + [
            .value(
                "key", "NAME",
                "the pair in the keys folder that signs the request (default: the node's in force, or node)"), .json,
        ],
        details: """
            SOURCE is another node's address, such as https://node.voorbeeldstad.example/as2; without it the sources of the
            configuration are asked in their order. A running node does this by itself; use it for the first edition of a new node,
            which the source's edition must know already. Exit status 0: the node has what the source has; 1: it was refused.
            """,
        example: "weerthuis directory fetch https://node.voorbeeldstad.example/as2 --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let node = try NodeDirectory(arguments, on: console)
        let standing = try node.standing()
        let sources = arguments.operands.isEmpty ? node.settings.sources : arguments.operands
        guard !sources.isEmpty else {
            throw .usage("no source is configured", remedy: "give one, or set directory.sources in node.json")
        }
        let signer = try signer(arguments, node, standing.snapshot, on: console)
        let loop: TransferLoop
        do throws(DeliverySettingsError) {
            loop = try TransferLoop(DeliverySettings(node.configuration.delivery))
        } catch {
            throw .refused("\(error)")
        }
        defer { loop.close() }
        let fetcher = DirectoryFetcher(
            transport: { await loop.perform($0) }, signer: { signer }, clock: { SystemClock.now })
        for source in sources {
            guard let (edition, statement) = ask(source, fetcher, standing.snapshot?.edition, on: console) else {
                continue
            }
            return try judge(edition, statement, source, node, arguments.has("json"), on: console)
        }
        throw .failed("no source gave the directory", remedy: "check the addresses, the network and this node's clock")
    }

    /// - Returns: nil when the source gave nothing, which was noted; the edition is nil when the node has it.
    private static func ask(
        _ source: String, _ fetcher: DirectoryFetcher, _ known: ChainReference?, on console: any Console
    ) -> (edition: [UInt8]?, statement: [UInt8])? {
        let (statement, edition) = Awaited.value { () async -> (DirectoryFetcher.Answer, DirectoryFetcher.Answer) in
            (await fetcher.statement(from: source), await fetcher.edition(from: source, known: known))
        }
        switch (statement, edition) {
        case (.content(let statement), .content(let edition)): return (edition, statement)
        case (.content(let statement), .unchanged): return (nil, statement)
        case (.failed(let reason), _), (_, .failed(let reason)): console.note("\(source): \(reason)")
        default: console.note("\(source): it has no freshness statement")
        }
        return nil
    }

    private static func judge(
        _ edition: [UInt8]?, _ statement: [UInt8], _ source: String, _ node: NodeDirectory, _ isJSON: Bool,
        on console: any Console
    ) throws(CommandError) -> ExitCode {
        let outcome: DirectoryDesk.Outcome
        do throws(DistributionError) {
            outcome = try node.desk.consider(
                edition: edition, freshness: statement, from: source, at: SystemClock.now)
        } catch {
            throw NodeDirectory.refused(error)
        }
        if isJSON { try console.report(DirectoryReport.tree(outcome)) }
        for event in outcome.events where !isJSON { console.note("\(event)") }
        guard let snapshot = outcome.standing.snapshot else { return .refused }
        if !isJSON { try console.print("\(snapshot.edition)") }
        return outcome.events.allSatisfy { $0.level == .notice || $0.code == "party-suspended" } ? .success : .refused
    }

    private static func signer(
        _ arguments: ParsedArguments, _ node: NodeDirectory, _ snapshot: DirectorySnapshot?, on console: any Console
    ) throws(CommandError) -> RequestSigner {
        let now = SystemClock.now
        let active = snapshot?.directory.party(node.settings.own)?.nodeKeys.filter { $0.life.state(at: now) == .active }
        let folder = KeyFolder(path: node.configuration.keys)
        let pairs: [(file: String, certificate: Certificate)]
        do throws(KeyRingError) { pairs = try folder.certificates() } catch { throw .refused("\(error)") }
        let name = "/\(arguments.value("key") ?? "node").cert.pem"
        let inForce = pairs.first { pair in
            active?.contains { $0.certificate.encoded == pair.certificate.encoded } ?? false
        }
        let chosen = arguments.has("key") ? nil : inForce
        guard let pair = chosen ?? pairs.first(where: { $0.file.hasSuffix(name) }) else {
            throw .refused(
                "\(folder.path) has no pair of the node's own key", remedy: "name it with --key, without .key.pem")
        }
        let path = String(pair.file.dropLast(".cert.pem".count)) + ".key.pem"
        let access = try NodeAccess(arguments, on: console)
        var content = try FileAccess.read(path, limit: keyLimit, on: console)
        var passphrase = try access.passphrase(arguments, on: console)
        defer {
            content.cleanse()
            passphrase.cleanse()
        }
        do throws(KeyError) {
            let key = try PrivateKey(pem: content, passphrase: Passphrase(passphrase))
            return RequestSigner(certificate: pair.certificate, key: key)
        } catch {
            throw .refused("key \(path): \(error)")
        }
    }
}
