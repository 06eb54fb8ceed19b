internal import Envelope
internal import Schemas

/// The changes that a party asked for (asked.json in the directory folder), written by the commands that ask.
struct AskedChanges: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let change: AskedChange
        let time: UTCTime
    }

    static let schema = "https://weerthuis.nl/schema/adresboek-gevraagd/1"
    static let limits = JSONLimits(maxBytes: 1 << 20, maxDepth: 4)
    private static let most = 1_000
    /// How long a wish counts, in seconds: a quarter. An old wish must not excuse a change that nobody remembers.
    private static let longestAge: Int64 = 92 * 86_400

    private(set) var entries: [Entry] = []

    mutating func ask(_ change: AskedChange, at time: UTCTime) {
        entries.removeAll { $0.change == change || $0.time.adding(seconds: Self.longestAge) < time }
        entries = (entries + [Entry(change: change, time: time)]).suffix(Self.most)
    }

    /// Wishes that still count.
    func current(at now: UTCTime) -> [Entry] { entries.filter { $0.time.adding(seconds: Self.longestAge) >= now } }

    /// Those that no later wish contradicts.
    private func standing(at now: UTCTime) -> [AskedChange] {
        let wishes = current(at: now).map(\.change)
        return wishes.enumerated().filter { index, wish in
            !wishes[(index + 1)...].contains { wish.isOvertaken(by: $0) }
        }.map(\.element)
    }

    /// The changes of a step that were asked for, or that change nothing any more: a key that is gone or revoked may be removed.
    func granted(_ step: EntryStep, at now: UTCTime) -> Set<PartyChange> {
        let wishes = standing(at: now)
        return Set(
            step.changes.filter { change in
                step.isHarmless(change, at: now) || wishes.contains { step.isMeant(change, by: $0) }
            })
    }
}

extension AskedChanges {
    func encoded() -> [UInt8] {
        let tree: JSONTree = ["$schema": .string(Self.schema), "asked": .array(entries.map { Self.tree($0) })]
        return Array(IndentedJSON.text(tree).utf8)
    }

    private static func tree(_ entry: Entry) -> JSONTree {
        let facts: [(String, String?)] =
            switch entry.change {
            case .key(let holder, let use, let key):
                [("change", "key"), ("holder", holder), ("use", use.rawValue), ("publicKey", Hexadecimal.text(key))]
            case .revocation(let holder, let key):
                [("change", "revocation"), ("holder", holder), ("publicKey", Hexadecimal.text(key))]
            case .contactpersoon(let mail): [("change", "contactpersoon"), ("holder", mail)]
            case .departure(let mail): [("change", "departure"), ("holder", mail)]
            case .member(let name): [("change", "member"), ("member", name)]
            case .edition(let edition): [("change", "edition"), ("edition", edition.description)]
            }
        let present = (facts + [("time", entry.time.description)]).compactMap { key, value in
            value.map { JSONMember(key, .string($0)) }
        }
        return .object(present)
    }

    init(parsing text: [UInt8]) throws(DirectoryError) {
        let node = try DirectoryNode(
            try DirectoryError.parsing(text, Self.limits), at: .root, members: ["$schema", "asked"])
        _ = try node.text("$schema", Self.schema) { $0 == Self.schema ? $0 : nil }
        for (value, place) in try node.list("asked", atMost: Self.most) {
            let entry = try DirectoryNode(
                value, at: place,
                members: ["change", "holder", "use", "publicKey", "member", "edition", "time"])
            entries.append(Entry(change: try Self.change(entry), time: try entry.time("time")))
        }
    }

    private static func change(_ node: DirectoryNode) throws(DirectoryError) -> AskedChange {
        let kind: String = try node.text("change", "a text") { $0 }
        let holder = try node.optionalText("holder", "a mail address") { MailText.checked($0) }
        func key() throws(DirectoryError) -> [UInt8] {
            try node.text("publicKey", "64 hexadecimal digits") { ChainReference("0:\($0)")?.hash }
        }
        switch (kind, holder) {
        case ("key", _): return .key(holder: holder, try node.choice("use"), publicKey: try key())
        case ("revocation", _): return .revocation(holder: holder, publicKey: try key())
        case ("contactpersoon", let mail?): return .contactpersoon(mail: mail)
        case ("departure", let mail?): return .departure(mail: mail)
        case ("member", _):
            return .member(
                try node.text("member", AskedChange.members.joined(separator: ", ")) {
                    AskedChange.members.contains($0) ? $0 : nil
                })
        case ("edition", _): return .edition(try node.text("edition", "an edition") { ChainReference($0) })
        default: throw node.error("change", "this change is unknown, or its holder is missing")
        }
    }
}
