import Envelope
import Schemas
import Testing

@testable import Gateway

@Suite struct DirectoryReaderTests {
    let region: SampleRegion

    init() throws { region = try SampleRegion(SampleRegion.fryslan) }

    @Test func everythingThatADocumentSaysIsKept() throws {
        let cbc = try region.setting("/parties/4/suite", "cbc").setting("/parties/4/kvk", "12345678")
            .setting("/parties/4/allowances", ["rsa15": true, "oneCertificate": "P2@partij5.example"])
            .setting("/parties/4/contactpersonen/0/keys/1/suite", "gcm")
            .setting("/parties/4/endpoint", "mailto:post@partij5.example")
            .setting("/freshnessKeys", [.string(CertificateMint.blob("vers"))])
        let directory = try cbc.directory()
        let party = try #require(directory.party(try SampleRegion.oin(5)))
        #expect(directory.header.region == "Proefregio")
        #expect(directory.header.sequence == 1)
        #expect(directory.header.previous == nil)
        #expect(directory.header.freshnessKeys.count == 1)
        #expect(directory.parties.count == 10)
        #expect(party.name == "Partij 5")
        #expect(party.role == "woningcorporatie")
        #expect(party.kvk == "12345678")
        #expect(party.endpoint == .mail("post@partij5.example"))
        #expect(party.suite == .cbc)
        #expect(party.allowances == Allowances(rsa15: true, dualUse: false, oneCertificate: "p2@partij5.example"))
        #expect(party.contactpersonen.map(\.mail) == ["p1@partij5.example", "p2@partij5.example"])
        #expect(party.contactpersonen.flatMap(\.keys).map(\.suite) == [.cbc, .gcm, .cbc, .cbc])
        #expect(party.nodeKeys.map(\.use) == [.signing])
    }

    @Test func theEditionIsTheSequenceAndTheHashOfTheExactBytes() throws {
        let bytes = region.tree.encoded()
        let edition = try Directory(parsing: bytes).edition
        #expect(edition.sequence == 1)
        #expect(edition.hash == (try Digest(.sha256, of: bytes)).bytes)
        #expect(try Directory(parsing: bytes + [0x0A]).edition != edition)
    }

    @Test func partiesAreFoundByWhatRoutesNeed() throws {
        let directory = try region.directory()
        #expect(directory.party(role: "gemeente", code: "GM0090")?.oin == (try SampleRegion.oin(4)))
        #expect(directory.party(role: "toezichthouder", code: "GM0090")?.oin == (try SampleRegion.oin(8)))
        #expect(directory.party(role: "gemeente", code: "GM0059") == nil)
        #expect(
            directory.parties(role: "woningcorporatie").map(\.oin) == (try [5, 6].map { try SampleRegion.oin($0) }))
        #expect(directory.party(try SampleRegion.oin(99)) == nil)
        let person = try #require(directory.party(try SampleRegion.oin(3))?.contactpersonen.last)
        let signing = try #require(person.keys.first?.certificate.encoded)
        #expect(directory.signer(signing)?.contactpersoon == person)
        #expect(directory.recipient(signing) == nil)
        #expect(directory.signer([1, 2, 3]) == nil)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let place: String
        let value: JSONTree?
        let reason: DirectoryReason
        var reported: String?

        init(_ place: String, _ value: JSONTree?, _ reason: DirectoryReason, at reported: String? = nil) {
            self.place = place
            self.value = value
            self.reason = reason
            self.reported = reported
        }

        var testDescription: String { "\(place) \(reason.rawValue)" }
    }

    private static let person = "/parties/2/contactpersonen/0"

    static let refusals: [Refusal] =
        ["$schema", "region", "profile", "sequence", "issued", "validUntil", "parties"].map {
            Refusal("/\($0)", nil, .missing)
        }
        + ["oin", "name", "role", "endpoint", "suite"].map { Refusal("/parties/0/\($0)", nil, .missing) }
        + [
            Refusal("/$schema", "https://weerthuis.nl/schema/adresboek/2", .value),
            Refusal("/sequence", 0, .value), Refusal("/sequence", "1", .value),
            Refusal("/sequence", 2, .contradiction, at: "/previous"),
            Refusal("/previous", "1:00", .value),
            Refusal("/previous", .string("0:" + String(repeating: "0", count: 64)), .contradiction),
            Refusal("/issued", "2026-11-21", .value), Refusal("/validUntil", "2020-01-01T00:00:00Z", .contradiction),
            Refusal("/remark", "x", .unknown), Refusal("/parties", [:], .value),
            Refusal("/freshnessKeys", [1], .value, at: "/freshnessKeys/0"),
            Refusal("/freshnessKeys", ["", "", "", "", ""], .limit),
            Refusal("/parties/0", 1, .value), Refusal("/parties/0/colour", 1, .unknown),
            Refusal("/parties/0/oin", "0000009900000100000", .value), Refusal("/parties/0/name", "", .value),
            Refusal("/parties/0/name", "a\u{202E}b", .value), Refusal("/parties/0/name", "a\nb", .value),
            Refusal("/parties/0/name", .string(String(repeating: "a", count: 201)), .value),
            Refusal("/parties/0/kvk", "1234567", .value), Refusal("/parties/0/endpoint", "http://a.example", .value),
            Refusal("/parties/0/suite", "ctr", .value),
            Refusal("/parties/0/codes", [""], .value, at: "/parties/0/codes/0"),
            Refusal("/parties/0/codes", .array(Array(repeating: "x", count: 401)), .limit),
            Refusal("/parties/0/allowances", ["rsa15": "yes"], .value, at: "/parties/0/allowances/rsa15"),
            Refusal("/parties/0/allowances", ["md5": true], .unknown, at: "/parties/0/allowances/md5"),
            Refusal("/parties/0/nodeKeys/0/use", "encryption", .contradiction),
            Refusal("\(person)/mail", "jan", .value), Refusal("\(person)/name", nil, .missing),
            Refusal("\(person)/phone", "1", .unknown),
            Refusal("\(person)/mail", "p2@PARTIJ3.example", .duplicate, at: "/parties/2/contactpersonen/1/mail"),
            Refusal("\(person)/keys/0/use", "both", .value), Refusal("\(person)/keys/0/suite", "gcm", .contradiction),
            Refusal("\(person)/keys/0/active", nil, .missing), Refusal("\(person)/keys/0/status", "active", .unknown),
            Refusal("\(person)/keys/0/retiring", "2027-01-01T00:00:00Z", .contradiction, at: "\(person)/keys/0"),
            Refusal("\(person)/keys/0/certificate", "AAA", .value), Refusal("\(person)/keys/0/certificate", "", .value),
            Refusal("\(person)/keys/0/certificate", "AB==", .value),
            Refusal("\(person)/keys/0/certificate", .string(String(repeating: "A", count: 43_696)), .value),
            Refusal("\(person)/keys", .array(Array(repeating: [:], count: 17)), .limit),
            Refusal("/parties/1/oin", .string(SampleRegion.oinText(1)), .duplicate),
            Refusal("/parties/3/codes", ["GM0080"], .duplicate, at: "/parties/3/codes/0"),
            Refusal(
                "\(person)/keys/0/certificate",
                .string(CertificateMint.blob("\(SampleRegion.oinText(1)) Node 1 signing")),
                .duplicate),
        ]

    @Test(arguments: refusals)
    func whatBreaksTheFormatIsRefusedWithItsPlace(refusal: Refusal) throws {
        let broken =
            if let value = refusal.value { try region.setting(refusal.place, value) } else {
                try region.removing(refusal.place)
            }
        let error = try #require(throws: DirectoryError.self) { try broken.directory() }
        #expect(error.reason == refusal.reason)
        #expect(error.place.description == refusal.reported ?? refusal.place)
        #expect(!error.remedy.isEmpty)
    }

    @Test func aSuggestionComesWithAnUnknownMember() throws {
        let error = try #require(throws: DirectoryError.self) { try region.setting("/partys", []).directory() }
        #expect(error.description.contains("did you mean parties?"))
    }

    @Test func textThatIsNoJSONIsRefused() {
        let errors: [[UInt8]] = [[], Array("{".utf8), Array(#"{"region": 1, "region": 2}"#.utf8)]
        for text in errors {
            #expect(throws: DirectoryError.self) { try Directory(parsing: text) }
        }
    }

    @Test func moreThanFiveThousandPartiesAreRefused() throws {
        let many = try region.setting("/parties", .array(Array(repeating: [:], count: 5_001)))
        let error = try #require(throws: DirectoryError.self) { try many.directory() }
        #expect(error.reason == .limit)
    }

    @Test func onePersonMayListACertificateForBothUsesButNotTwiceForOne() throws {
        let certificate = JSONTree.string(CertificateMint.blob("beide"))
        let dual = try region.setting("\(Self.person)/keys/0/certificate", certificate)
            .setting("\(Self.person)/keys/1/certificate", certificate)
        #expect(throws: Never.self) { try dual.directory() }
        let twice = try dual.setting(
            "\(Self.person)/keys/-", SampleRegion.key("encryption", CertificateMint.blob("beide")))
        #expect(throws: DirectoryError.self) { try twice.directory() }
    }
}
