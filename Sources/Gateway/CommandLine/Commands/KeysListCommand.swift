internal import Envelope
internal import Schemas

/// `weerthuis keys list`: the keys of the own party, in which state each is, and when it last did something.
enum KeysListCommand: Command {
    static let specification = CommandSpecification(
        "keys", "list", summary: "Lists this party's keys: whose, in which state, in use since when, last used when.",
        options: NodeAccess.options + [.flag("json", "print JSON, a line for each key")],
        details: """
            The state follows from the dates in the directory and the clock of this machine. A key was used when a message was signed
            with it, opened with it, or sealed to it, by the audit log of this node.
            """,
        example: "weerthuis keys list --node /var/lib/weerthuis")

    static func run(_ arguments: ParsedArguments, on console: any Console) throws(CommandError) -> ExitCode {
        let access = try NodeAccess(arguments, on: console)
        guard let party = try access.directory(on: console).directory.party(access.configuration.party) else {
            throw .refused(
                "party \(access.configuration.party) is not in the directory", remedy: "ask the administrator")
        }
        let store = try access.store(arguments, on: console)
        let now = SystemClock.now
        let rows = try party.holders.map { (holder, key) throws(CommandError) in
            try Row(holder, key, in: store, at: now)
        }
        if arguments.has("json") {
            for row in rows { try console.report(row.tree) }
            return .success
        }
        let table = TextTable(
            columns: ["holder", "use", "state", "since", "last used", "certificate"], rows: rows.map(\.cells),
            wrapped: 5,
            wrapWidth: 64)
        try console.print(table.text)
        return .success
    }

    private struct Row {
        let holder: String
        let use: String
        let state: KeyState
        let since: UTCTime?
        let lastUsed: UTCTime?
        let certificate: String

        init(_ holder: String?, _ key: DirectoryKey, in store: Store, at now: UTCTime) throws(CommandError) {
            self.holder = holder ?? "the node"
            use = key.use.rawValue
            state = key.life.state(at: now)
            since = key.life.since(state)
            certificate = (try? key.certificate.certificate())?.auditName ?? ""
            do throws(StoreError) {
                lastUsed = certificate.isEmpty ? nil : try store.lastUse(ofKey: certificate)
            } catch {
                throw CommandError(error)
            }
        }

        var cells: [String] {
            [
                holder, use, state.rawValue, since.map(\.description) ?? "", lastUsed.map(\.description) ?? "never",
                certificate,
            ]
        }

        var tree: JSONTree {
            [
                "holder": .string(holder), "use": .string(use), "state": .string(state.rawValue),
                "since": since.map { .string($0.description) } ?? .null,
                "lastUsed": lastUsed.map { .string($0.description) } ?? .null, "certificate": .string(certificate),
            ]
        }
    }
}

extension KeyLife {
    /// From when a key is in a state that it reached; for `next`: until when.
    func since(_ state: KeyState) -> UTCTime? {
        switch state {
        case .next, .active: activeFrom
        case .retiring: retiringFrom
        case .gone: goneFrom
        case .revoked: revokedAt
        }
    }
}
