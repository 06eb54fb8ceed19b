import Envelope
import Foundation
import Gateway
import Schemas
import Testing

/// A directory in the making, as tests edit it.
struct SampleRegion {
    struct Entry {
        let role: String
        let number: Int
        var codes: [String] = []
        var people = 2
    }

    static let now = CertificateMint.now

    /// All roles of the Frisian profile; of two roles there are two parties.
    static let fryslan: [Entry] = [
        Entry(role: "zorgaanbieder", number: 1), Entry(role: "transferpunt", number: 2),
        Entry(role: "gemeente", number: 3, codes: ["GM0080"]), Entry(role: "gemeente", number: 4, codes: ["GM0090"]),
        Entry(role: "woningcorporatie", number: 5), Entry(role: "woningcorporatie", number: 6, people: 1),
        Entry(role: "huurdersorganisatie", number: 7),
        Entry(role: "toezichthouder", number: 8, codes: ["GM0080", "GM0090"]),
        Entry(role: "regiobeheerder", number: 9), Entry(role: "zorgaanbieder", number: 10),
    ]

    static let kleinstad: [Entry] = [
        Entry(role: "logeerhuis", number: 1, people: 1), Entry(role: "wijkbureau", number: 2),
        Entry(role: "buurtteam", number: 3, codes: ["W01"]),
        Entry(role: "buurtteam", number: 4, codes: ["W02", "W03"]),
    ]

    var tree: JSONTree

    /// - Parameter mint: nil for entries without real certificates.
    init(_ entries: [Entry], profile: String = "fryslan-2022", mint: CertificateMint? = nil) throws {
        let parties = try entries.map { try Self.party($0, mint) }
        tree = [
            "$schema": "https://weerthuis.nl/schema/adresboek/1", "region": "Proefregio", "profile": .string(profile),
            "sequence": 1, "issued": .string(Self.now.description),
            "validUntil": .string(CertificateMint.day(90).description), "parties": .array(parties),
        ]
    }

    static func oin(_ number: Int) throws -> OIN { try #require(OIN(oinText(number))) }

    static func oinText(_ number: Int) -> String { "00000099" + String(1_000_000 + number).dropFirst() + "000000" }

    static func mail(_ number: Int, _ person: Int) -> String { "p\(person)@partij\(number).example" }

    static func party(_ entry: Entry, _ mint: CertificateMint?) throws -> JSONTree {
        let number = entry.number
        let oin = oinText(number)
        let people: [JSONTree] = try (1...max(1, entry.people)).prefix(entry.people).map { person in
            try Self.person(oin: oin, mail: mail(number, person), name: "Persoon \(number)-\(person)", mint)
        }
        return [
            "oin": .string(oin), "name": .string("Partij \(number)"), "role": .string(entry.role),
            "codes": .array(entry.codes.map { .string($0) }), "endpoint": .string("https://node\(number).example/as2"),
            "suite": "gcm", "nodeKeys": [try key("signing", oin: oin, mail: nil, name: "Node \(number)", mint)],
            "contactpersonen": .array(people),
        ]
    }

    static func person(oin: String, mail: String, name: String, _ mint: CertificateMint?) throws -> JSONTree {
        [
            "name": .string(name), "mail": .string(mail),
            "keys": [
                try key("signing", oin: oin, mail: mail, name: name, mint),
                try key("encryption", oin: oin, mail: mail, name: name, mint),
            ],
        ]
    }

    static func key(
        _ use: String, oin: String, mail: String?, name: String, _ mint: CertificateMint?
    ) throws -> JSONTree {
        let use = try #require(CertificateUse(rawValue: use))
        let certificate =
            try mint?.issue(name, oin: oin, mail: mail, use: use).base64
            ?? CertificateMint.blob("\(oin) \(name) \(use)")
        return key(use.rawValue, certificate)
    }

    static func key(_ use: String, _ certificate: String, active: Int64 = -1) -> JSONTree {
        [
            "use": .string(use), "certificate": .string(certificate),
            "active": .string(CertificateMint.day(active).description),
        ]
    }

    /// The first edition, read.
    func directory() throws -> Directory { try Directory(parsing: tree.encoded()) }

    /// This region after an edit, as the edition that follows on `directory`.
    func following(_ directory: Directory) throws -> SampleRegion {
        var next = self
        next.tree = try tree.setting("/sequence", .number(JSONNumber(Int(directory.header.sequence) + 1)))
            .setting("/previous", .string(directory.edition.description))
        return next
    }

    func setting(_ pointer: String, _ value: JSONTree) throws -> SampleRegion {
        var copy = self
        copy.tree = try tree.setting(pointer, value)
        return copy
    }

    func removing(_ pointer: String) throws -> SampleRegion {
        var copy = self
        copy.tree = try tree.removing(pointer)
        return copy
    }
}
