import Envelope
import Gateway
import Schemas
import Testing

@Suite struct DirectoryDifferenceTests {
    let region: SampleRegion
    let old: Directory

    init() throws {
        region = try SampleRegion(SampleRegion.fryslan)
        old = try region.directory()
    }

    private func changes(_ edit: (SampleRegion) throws -> SampleRegion) throws -> [PartyChange] {
        let difference = DirectoryDifference(from: old, to: try edit(region).directory())
        #expect(difference.entries.count <= 1)
        return difference.entries.first?.changes ?? []
    }

    private func certificate(_ name: String) throws -> LazyCertificate {
        let alone = try SampleRegion([SampleRegion.Entry(role: "gemeente", number: 1, people: 0)])
            .setting("/parties/0/nodeKeys/0/certificate", .string(CertificateMint.blob(name)))
        return try #require(try alone.directory().parties.first?.nodeKeys.first?.certificate)
    }

    @Test func nothingChangedIsNoDifference() throws {
        let difference = DirectoryDifference(from: old, to: old)
        #expect(difference.entries.isEmpty)
        #expect(!difference.isHeaderChanged)
    }

    @Test func eachFieldIsAChangeOfItsOwn() throws {
        let edits: [(String, JSONTree, PartyChange)] = [
            ("name", "X", .name), ("role", "gemeente", .role), ("codes", ["GM0059"], .codes), ("kvk", "12345678", .kvk),
            ("endpoint", "https://x.example", .endpoint),
            ("allowances", ["rsa15": true], .allowances),
            ("vacancy", ["until": .string(CertificateMint.day(9).description)], .vacancy),
        ]
        for (field, value, change) in edits {
            #expect(try changes { try $0.setting("/parties/4/\(field)", value) } == [change])
        }
        #expect(try changes { try $0.setting("/parties/4/suite", "cbc") }.contains(.suite))
    }

    @Test func partiesComeAndGo() throws {
        let new = try SampleRegion.party(SampleRegion.Entry(role: "gemeente", number: 77), nil)
        #expect(try changes { try $0.setting("/parties/-", new) } == [.added])
        #expect(try changes { try $0.removing("/parties/4") } == [.removed])
    }

    @Test func contactpersonenComeGoAndChangeTheirNames() throws {
        let mail = SampleRegion.mail(5, 2)
        #expect(
            try changes { try $0.removing("/parties/4/contactpersonen/1") } == [.contactpersoonRemoved(mail: mail)])
        #expect(
            try changes { try $0.setting("/parties/4/contactpersonen/1/name", "X") } == [
                .contactpersoonRenamed(mail: mail)
            ])
        let third: JSONTree = ["name": "Derde", "mail": "p3@partij5.example"]
        #expect(
            try changes { try $0.setting("/parties/4/contactpersonen/-", third) }
                == [.contactpersoonAdded(mail: "p3@partij5.example")])
    }

    @Test func keysAreAddedRemovedChangedAndRevoked() throws {
        let keys = "/parties/4/contactpersonen/0/keys"
        let mail = SampleRegion.mail(5, 1)
        let known = try certificate("\(SampleRegion.oinText(5)) Persoon 5-1 signing")
        #expect(try changes { try $0.removing("\(keys)/0") } == [.keyRemoved(holder: mail, .signing, known)])
        #expect(
            try changes { try $0.setting("\(keys)/-", SampleRegion.key("signing", CertificateMint.blob("nieuw"))) }
                == [.keyAdded(holder: mail, .signing, try certificate("nieuw"))])
        let date = JSONTree.string(CertificateMint.day(1).description)
        #expect(
            try changes { try $0.setting("\(keys)/0/active", date) } == [.keyChanged(holder: mail, .signing, known)])
        #expect(
            try changes { try $0.setting("\(keys)/0/revoked", date) } == [.keyRevoked(holder: mail, .signing, known)])
        let revoked = try region.setting("\(keys)/0/revoked", date)
        let back = DirectoryDifference(from: try revoked.directory(), to: old).entries.flatMap(\.changes)
        #expect(back == [.keyReinstated(holder: mail, .signing, known)])
        let node = try certificate("\(SampleRegion.oinText(5)) Node 5 signing")
        #expect(try changes { try $0.setting("/parties/4/nodeKeys", []) } == [.keyRemoved(holder: nil, .signing, node)])
    }

    @Test func everyChangeIsSaidInWords() throws {
        let blob = try certificate("x")
        let changes: [PartyChange] = [
            .added, .removed, .name, .role, .codes, .kvk, .endpoint, .suite, .allowances, .vacancy,
            .contactpersoonAdded(mail: "a"),
            .contactpersoonRemoved(mail: "a"), .contactpersoonRenamed(mail: "a"),
            .keyAdded(holder: nil, .signing, blob),
            .keyRemoved(holder: "a", .signing, blob), .keyRevoked(holder: "a", .signing, blob),
            .keyChanged(holder: "a", .encryption, blob), .keyReinstated(holder: "a", .encryption, blob),
        ]
        #expect(Set(changes.map(\.description)).count == changes.count)
    }
}
