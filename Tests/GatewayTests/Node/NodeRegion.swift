import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// A region of parties whose private keys the test has, for nodes that really exchange messages.
final class NodeRegion: Sendable {
    struct Member: Sendable {
        let number: Int
        let role: String
        let codes: [String]
        /// Another suite, and what the party is allowed, as its entry says.
        var settings: JSONTree = ["suite": "gcm"]
    }

    /// A key with the life that the directory gives it.
    struct Entry: Sendable {
        let holder: CertificateMint.Holder
        let use: String
        /// Of an encryption key: what it opens, when that is not the party's suite.
        var suite: String?
        /// Days from the start of the test.
        var active: Int64 = -1
        var retiring: Int64?
    }

    private struct State {
        var sequence: UInt64 = 0
        var previous: ChainReference?
        var endpoints: [Int: String] = [:]
        var suites: [Int: String] = [:]
        var keys: [String: [Entry]] = [:]
        var validDays: Int64 = 90
        var roles: [Int: String] = [:]
        /// Contactpersonen of a party that has not two of them.
        var people: [Int: Int] = [:]
    }

    static let convenant = [
        Member(number: 1, role: "zorgaanbieder", codes: []), Member(number: 2, role: "transferpunt", codes: []),
        Member(number: 3, role: "gemeente", codes: ["GM0080"]), Member(number: 5, role: "woningcorporatie", codes: []),
        Member(number: 6, role: "woningcorporatie", codes: []), Member(number: 10, role: "zorgaanbieder", codes: []),
    ]

    let members: [Member]
    let routing: RoutingTable
    private let state: Mutex<State>

    convenience init(_ members: [Member] = convenant) throws {
        let mint = try CertificateMint.shared.get()
        var keys: [String: [Entry]] = [:]
        for member in members {
            let oin = SampleRegion.oinText(member.number)
            keys["\(member.number)"] = [
                Entry(
                    holder: try mint.issue("Node \(member.number)", oin: oin, mail: nil, use: .signing), use: "signing")
            ]
            for person in 1...2 {
                let mail = SampleRegion.mail(member.number, person)
                keys[mail] = [
                    Entry(holder: try mint.issue("Persoon", oin: oin, mail: mail, use: .signing), use: "signing"),
                    Entry(holder: try mint.issue("Persoon", oin: oin, mail: mail, use: .encryption), use: "encryption"),
                ]
            }
        }
        try self.init(members, keys: keys)
    }

    /// - Parameter keys: those of each person (mail address) and node (number of the party).
    init(_ members: [Member], keys: [String: [Entry]]) throws {
        self.members = members
        routing = RoutingTable(try SampleProfiles.fryslan.get())
        state = Mutex(State(keys: keys))
    }

    /// All private keys of one party, also those that the directory does not have any more.
    ///
    /// - Parameter isKept: which of them the ring has.
    func ring(of number: Int, isKept: (Entry) -> Bool = { _ in true }) -> KeyRing {
        let names = ["\(number)", SampleRegion.mail(number, 1), SampleRegion.mail(number, 2)]
        let entries = state.withLock { state in names.flatMap { state.keys[$0] ?? [] } }
        return KeyRing(
            entries.filter(isKept).map { OwnKey(file: "test", certificate: $0.holder.certificate, key: $0.holder.key) })
    }

    func holder(of name: String, use: String) -> CertificateMint.Holder? {
        state.withLock { $0.keys[name]?.first { $0.use == use }?.holder }
    }

    func setEndpoint(_ number: Int, _ url: String) { state.withLock { $0.endpoints[number] = url } }

    func setRole(_ number: Int, _ role: String) { state.withLock { $0.roles[number] = role } }
    func setPeople(_ number: Int, _ count: Int) { state.withLock { $0.people[number] = count } }
    func setSuite(_ number: Int, _ suite: String) { state.withLock { $0.suites[number] = suite } }

    func setValidity(days: Int64) { state.withLock { $0.validDays = days } }

    /// Changes the keys of a person (mail address) or a node (number of the party).
    func setKeys(of name: String, _ change: (inout [Entry]) throws -> Void) throws {
        var keys = state.withLock { $0.keys[name] ?? [] }
        try change(&keys)
        let changed = keys
        state.withLock { $0.keys[name] = changed }
    }

    /// The next edition, confirmed at `now`.
    func publish(at now: UTCTime) throws -> DirectorySnapshot {
        let state = state.withLock { state in
            state.sequence += 1
            return state
        }
        let tree = try document(state, at: now)
        let directory = try Directory(parsing: tree.encoded())
        self.state.withLock { $0.previous = directory.edition }
        return DirectorySnapshot(directory: directory, signed: [], confirmed: now, routing: routing)
    }

    /// The document of the edition that was published last, as it would be now.
    func document(at now: UTCTime) throws -> JSONTree { try document(state.withLock { $0 }, at: now) }

    /// All keys of one party, those of its node first.
    func holders(of number: Int) -> [CertificateMint.Holder] {
        let names = ["\(number)", SampleRegion.mail(number, 1), SampleRegion.mail(number, 2)]
        return state.withLock { state in names.flatMap { state.keys[$0] ?? [] } }.map(\.holder)
    }

    private func document(_ state: State, at now: UTCTime) throws -> JSONTree {
        let tree: JSONTree = [
            "$schema": "https://weerthuis.nl/schema/adresboek/1", "region": "Proefregio", "profile": "fryslan-2022",
            "sequence": .number(JSONNumber(Int(state.sequence))), "issued": .string(now.description),
            "validUntil": .string(now.adding(seconds: state.validDays * 86_400).description),
            "parties": .array(members.map { party($0, state) }),
        ]
        guard let previous = state.previous else { return tree }
        return try tree.setting("/previous", .string(previous.description))
    }

    private func party(_ member: Member, _ state: State) -> JSONTree {
        let people: [JSONTree] = (1...(state.people[member.number] ?? 2)).compactMap { person in
            let mail = SampleRegion.mail(member.number, person)
            guard let keys = state.keys[mail] ?? (person > 2 ? [] : nil) else { return nil }
            return [
                "name": .string("Persoon \(member.number)-\(person)"), "mail": .string(mail),
                "keys": .array(keys.map(key)),
            ]
        }
        let entry: JSONTree = [
            "oin": .string(SampleRegion.oinText(member.number)), "name": .string("Partij \(member.number)"),
            "role": .string(state.roles[member.number] ?? member.role),
            "codes": .array(member.codes.map { .string($0) }),
            "endpoint": .string(state.endpoints[member.number] ?? "https://node\(member.number).example/as2"),
            "nodeKeys": .array((state.keys["\(member.number)"] ?? []).map(key)), "contactpersonen": .array(people),
        ]
        let own = state.suites[member.number].map { JSONTree.object([JSONMember("suite", .string($0))]) }
        guard case .object(let members) = entry, case .object(let settings) = own ?? member.settings else {
            return entry
        }
        return .object(members + settings)
    }

    private func key(_ entry: Entry) -> JSONTree {
        var members = [
            JSONMember("use", .string(entry.use)), JSONMember("certificate", .string(entry.holder.base64)),
            JSONMember("active", .string(CertificateMint.day(entry.active).description)),
        ]
        if let suite = entry.suite { members.append(JSONMember("suite", .string(suite))) }
        if let retiring = entry.retiring {
            members.append(JSONMember("retiring", .string(CertificateMint.day(retiring).description)))
            members.append(JSONMember("gone", .string(CertificateMint.day(retiring + 20).description)))
        }
        return .object(members)
    }
}
