internal import Envelope
internal import Schemas

/// What the administrator decided about a request, kept in requests.json of the directory folder.
struct SleutelaanvraagDecision: Hashable, Sendable {
    let fingerprint: [UInt8]
    let isApproved: Bool
    let time: UTCTime
    /// Who decided.
    let actor: String
    /// Why it was rejected, or how it was confirmed.
    let ground: String

    var tree: JSONTree {
        [
            "request": .string(Hexadecimal.text(fingerprint)), "approved": .bool(isApproved),
            "time": .string(time.description), "actor": .string(actor), "ground": .string(ground),
        ]
    }
}

/// All decisions, in order.
struct SleutelaanvraagDecisions: Hashable, Sendable {
    static let schema = "https://weerthuis.nl/schema/sleutelbesluiten/1"
    static let limits = JSONLimits(maxBytes: 4 << 20, maxDepth: 4)
    private static let most = 10_000

    var all: [SleutelaanvraagDecision] = []

    func decision(_ fingerprint: [UInt8]) -> SleutelaanvraagDecision? { all.last { $0.fingerprint == fingerprint } }

    init() {}

    init(parsing text: [UInt8]) throws(DirectoryError) {
        let node = try DirectoryNode(
            try DirectoryError.parsing(text, Self.limits), at: .root, members: ["$schema", "decisions"])
        _ = try node.text("$schema", Self.schema) { $0 == Self.schema ? $0 : nil }
        let text: (String) -> String? = { $0 }
        for (value, place) in try node.list("decisions", atMost: Self.most) {
            let entry = try DirectoryNode(
                value, at: place, members: ["request", "approved", "time", "actor", "ground"])
            all.append(
                SleutelaanvraagDecision(
                    fingerprint: try entry.text("request", "64 hexadecimal digits") { ChainReference("0:\($0)")?.hash },
                    isApproved: try entry.flag("approved"), time: try entry.time("time"),
                    actor: try entry.text("actor", "a text", text), ground: try entry.text("ground", "a text", text)))
        }
    }

    func encoded() -> [UInt8] {
        let tree: JSONTree = ["$schema": .string(Self.schema), "decisions": .array(all.map(\.tree))]
        return Array(IndentedJSON.text(tree).utf8)
    }
}

extension DirectoryFolder {
    private var decisionsPath: String { "\(path)/requests.json" }

    func decisions() throws(DistributionError) -> SleutelaanvraagDecisions {
        guard let text = try DurableFile.read(decisionsPath, limit: SleutelaanvraagDecisions.limits.maxBytes) else {
            return SleutelaanvraagDecisions()
        }
        do throws(DirectoryError) { return try SleutelaanvraagDecisions(parsing: text) } catch {
            throw DistributionError(.memory, "\(decisionsPath): \(error)", "mend the file, or restore it")
        }
    }

    func decide(_ decision: SleutelaanvraagDecision) throws(DistributionError) {
        try locked { () throws(DistributionError) in
            var decisions = try decisions()
            decisions.all.append(decision)
            try DurableFile.write(decisions.encoded(), to: decisionsPath)
        }
    }
}
