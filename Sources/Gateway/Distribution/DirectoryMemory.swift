internal import Envelope
internal import Foundation
internal import Schemas

/// What a node remembers of its directory between starts (memory.json in the directory folder).
struct DirectoryMemory: Hashable, Sendable {
    /// A doubt that somebody has to look at; it stays until it is acknowledged.
    struct Alarm: Hashable, Sendable {
        let time: UTCTime
        let code: String
        let sentence: String
    }

    static let schema = "https://weerthuis.nl/schema/adresboek-geheugen/1"
    static let limits = JSONLimits(maxBytes: 4 << 20, maxDepth: 4)
    private static let mostSeen = 5_000
    private static let mostAlarms = 100
    private static let mostNotes = 5_000
    private static let mostDeparted = 1_000

    /// The edition that the node works with: its file is in the folder.
    var accepted: ChainReference?
    /// Every edition that was seen signed by the administrator, adopted or not, in order; one for each sequence.
    private(set) var seen: [ChainReference] = []
    /// The newest moment at which the region's online key said that no edition is newer than what this node has seen.
    var confirmed: UTCTime?
    /// Parties that are suspended besides those that the edition itself suspends.
    var suspended: Set<OIN> = []
    /// Certificates that a refused edition revoked, and when.
    var revoked: [[UInt8]: UTCTime] = [:]
    private(set) var alarms: [Alarm] = []
    /// Who signed the edition that the node works with: certificates, DER.
    var signers: [[UInt8]] = []
    /// The hash of the trust file with which that edition was adopted.
    var pins: [UInt8]?
    /// Whether the partners still have to be told of the edition: it was placed here by hand.
    var isToBeTold = false
    /// What the audit log does not have yet.
    private(set) var notes: [DirectoryNote] = []

    /// Keys of the own party that stood in an edition, and in the one in force no longer.
    private(set) var departed: [DepartedKey] = []

    /// Notes an edition. Of two with the same sequence the first is kept: the other one is a fork.
    mutating func see(_ edition: ChainReference) {
        guard !seen.contains(where: { $0.sequence == edition.sequence }) else { return }
        seen = (seen + [edition]).sorted { $0.sequence < $1.sequence }.suffix(Self.mostSeen)
    }

    /// - Returns: false when the same alarm stands already.
    mutating func raise(_ code: String, _ sentence: String, at time: UTCTime) -> Bool {
        guard !alarms.contains(where: { $0.code == code && $0.sentence == sentence }) else { return false }
        alarms = (alarms + [Alarm(time: time, code: code, sentence: sentence)]).suffix(Self.mostAlarms)
        return true
    }

    mutating func acknowledge() { alarms = [] }

    mutating func note(_ new: [DirectoryNote]) { notes = (notes + new).suffix(Self.mostNotes) }

    /// Own keys left the directory.
    mutating func part(from keys: [DepartedKey]) {
        let new = Set(keys.map(\.publicKey))
        departed = (departed.filter { !new.contains($0.publicKey) } + keys).suffix(Self.mostDeparted)
    }

    /// The audit log has these now.
    mutating func forget(_ recorded: [DirectoryNote]) { notes.removeAll { recorded.contains($0) } }
}

extension DirectoryMemory {
    func encoded() -> [UInt8] {
        var members = [
            JSONMember("$schema", .string(Self.schema)),
            JSONMember("seen", .array(seen.map { .string($0.description) })),
            JSONMember("suspended", .array(suspended.map(\.description).sorted().map { .string($0) })),
            JSONMember("revoked", .array(revoked.sorted { $0.value < $1.value }.map { Self.tree($0, $1) })),
            JSONMember("alarms", .array(alarms.map(Self.tree))), JSONMember("tell", .bool(isToBeTold)),
            JSONMember("signers", .array(signers.map { .string(Data($0).base64EncodedString()) })),
        ]
        if !notes.isEmpty { members.append(JSONMember("notes", .array(notes.map(\.tree)))) }
        if !departed.isEmpty { members.append(JSONMember("departed", .array(departed.map(Self.tree)))) }
        if let pins { members.append(JSONMember("pins", .string(Hexadecimal.text(pins)))) }
        if let accepted { members.append(JSONMember("accepted", .string(accepted.description))) }
        if let confirmed { members.append(JSONMember("confirmed", .string(confirmed.description))) }
        return JSONTree.object(members).encoded() + [0x0A]
    }

    private static func tree(_ certificate: [UInt8], _ time: UTCTime) -> JSONTree {
        ["certificate": .string(Data(certificate).base64EncodedString()), "time": .string(time.description)]
    }

    private static func tree(_ key: DepartedKey) -> JSONTree {
        [
            "publicKey": .string(Hexadecimal.text(key.publicKey)), "holder": .string(key.holder),
            "end": .string(key.end.description), "why": .string(key.why),
        ]
    }

    private static func tree(_ alarm: Alarm) -> JSONTree {
        ["time": .string(alarm.time.description), "code": .string(alarm.code), "sentence": .string(alarm.sentence)]
    }

    /// - Throws: ``DirectoryError`` for what this program did not write.
    init(parsing text: [UInt8]) throws(DirectoryError) {
        let node = try DirectoryNode(
            try DirectoryError.parsing(text, Self.limits), at: .root,
            members: [
                "$schema", "accepted", "seen", "confirmed", "suspended", "revoked", "alarms", "tell", "signers", "pins",
                "notes", "departed",
            ])
        _ = try node.text("$schema", Self.schema) { $0 == Self.schema ? $0 : nil }
        accepted = try node.optionalText("accepted", "an edition") { ChainReference($0) }
        confirmed = try node.optionalTime("confirmed")
        isToBeTold = try node.flag("tell")
        pins = try node.optionalText("pins", "64 hexadecimal digits") { ChainReference("0:\($0)")?.hash }
        for (value, place) in try node.list("signers", atMost: DirectoryLimits.administrators) {
            signers.append(
                try Self.value(value, place, "a certificate") {
                    DirectoryNode.base64($0, atMost: DirectoryLimits.certificateText)
                })
        }
        for (value, place) in try node.list("seen", atMost: Self.mostSeen) {
            see(try Self.value(value, place, "an edition") { ChainReference($0) })
        }
        for (value, place) in try node.list("suspended", atMost: DirectoryLimits.parties) {
            suspended.insert(try Self.value(value, place, "an OIN") { OIN($0) })
        }
        for (value, place) in try node.list("revoked", atMost: Self.mostSeen) {
            let entry = try DirectoryNode(value, at: place, members: ["certificate", "time"])
            revoked[try entry.certificate("certificate").encoded] = try entry.time("time")
        }
        for (value, place) in try node.list("notes", atMost: Self.mostNotes) {
            notes.append(try DirectoryNote(value, at: place))
        }
        for (value, place) in try node.list("departed", atMost: Self.mostDeparted) {
            let entry = try DirectoryNode(value, at: place, members: ["publicKey", "holder", "end", "why"])
            let text: (String) -> String? = { $0 }
            departed.append(
                DepartedKey(
                    publicKey: try entry.text("publicKey", "64 hexadecimal digits") { ChainReference("0:\($0)")?.hash },
                    holder: try entry.text("holder", "a text", text), end: try entry.time("end"),
                    why: try entry.text("why", "a text", text)))
        }
        for (value, place) in try node.list("alarms", atMost: Self.mostAlarms) {
            let entry = try DirectoryNode(value, at: place, members: ["time", "code", "sentence"])
            let text: (String) -> String? = { $0 }
            alarms.append(
                Alarm(
                    time: try entry.time("time"), code: try entry.text("code", "a text", text),
                    sentence: try entry.text("sentence", "a text", text)))
        }
    }

    private static func value<Value>(
        _ value: JSONValue, _ place: JSONPointer, _ expected: String, _ read: (String) -> Value?
    ) throws(DirectoryError) -> Value {
        guard let text = value.string, let value = read(text) else {
            throw DirectoryError(.value, place, "\(expected) is expected")
        }
        return value
    }
}
