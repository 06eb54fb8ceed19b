import Envelope
import Foundation
import Gateway
import Schemas
import Testing

/// Each rule of a directory beyond its format: broken once, and what that does.
@Suite struct DirectoryReviewTests {
    let region: SampleRegion
    let profile: Profile
    let mint: CertificateMint

    init() throws {
        mint = try CertificateMint.shared.get()
        region = try Self.shared.get()
        profile = try SampleProfiles.fryslan.get()
    }

    private static let shared = Result {
        try SampleRegion(
            SampleRegion.fryslan.map { entry in
                var entry = entry
                entry.people = 2
                return entry
            }, mint: try CertificateMint.shared.get())
    }

    private func loading(_ region: SampleRegion) throws -> [DirectoryRule] {
        DirectoryReview(loading: try region.directory(), profile: profile).problems.map(\.rule)
    }

    private func publishing(_ region: SampleRegion) throws -> [DirectoryRule] {
        let review = DirectoryReview(publishing: try region.directory(), profile: profile)
        for problem in review.problems { #expect(!problem.sentence.isEmpty) }
        return review.problems.map(\.rule)
    }

    private func replacing(_ pointer: String, _ holder: CertificateMint.Holder) throws -> SampleRegion {
        try region.setting("\(pointer)/certificate", .string(holder.base64))
    }

    private let person = "/parties/4/contactpersonen/0"

    private func third() throws -> JSONTree {
        try SampleRegion.person(
            oin: SampleRegion.oinText(5), mail: "p3@partij5.example", name: "Derde", mint)
    }

    @Test func aRegionInOrderHasNoProblems() throws {
        #expect(try loading(region).isEmpty)
        #expect(try publishing(region).isEmpty)
    }

    @Test func aThirdActiveContactpersoonForbidsPublishingAndSuspendsThePartyAlone() throws {
        let three = try region.setting("/parties/4/contactpersonen/-", third())
        let review = DirectoryReview(publishing: try three.directory(), profile: profile)
        #expect(review.problems.map(\.rule) == [.tooManyContactpersonen])
        #expect(!review.permitsPublishing)
        #expect(review.suspended == [try SampleRegion.oin(5)])
        #expect(review.refusals.isEmpty)
    }

    @Test func aThirdWhoBecomesActiveWhileTheEditionIsValidCountsAlready() throws {
        let third = try third().setting("/keys/0/active", .string(CertificateMint.day(30).description))
            .setting("/keys/1/active", .string(CertificateMint.day(31).description))
        #expect(
            try loading(try region.setting("/parties/4/contactpersonen/-", third)) == [.tooManyContactpersonen])
    }

    @Test func aThirdWithoutKeysCountsToo() throws {
        let third: JSONTree = ["name": "Derde", "mail": "p3@partij5.example", "keys": []]
        #expect(
            try loading(try region.setting("/parties/4/contactpersonen/-", third)).contains(.tooManyContactpersonen))
    }

    @Test func aSuccessorWhoStartsWhenAnotherRetiresIsNoThird() throws {
        var swap = try region.setting(
            "/parties/4/contactpersonen/-",
            try third().setting("/keys/0/active", .string(CertificateMint.day(30).description))
                .setting("/keys/1/active", .string(CertificateMint.day(30).description)))
        for key in 0...1 {
            swap = try swap.setting("\(person)/keys/\(key)/retiring", .string(CertificateMint.day(30).description))
                .setting("\(person)/keys/\(key)/gone", .string(CertificateMint.day(44).description))
        }
        #expect(try publishing(swap).isEmpty)
    }

    @Test func fewerThanAdvisedIsAWarningAndFewerThanLeastAnError() throws {
        let one = try region.removing("/parties/0/contactpersonen/1")
        #expect(try publishing(one) == [.fewContactpersonen])
        #expect(DirectoryReview(publishing: try one.directory(), profile: profile).permitsPublishing)
        let none = try one.removing("/parties/0/contactpersonen/0")
        #expect(try publishing(none) == [.tooFewContactpersonen])
        #expect(!DirectoryReview(publishing: try none.directory(), profile: profile).permitsPublishing)
        #expect(DirectoryReview(loading: try none.directory(), profile: profile).suspended.isEmpty)
    }

    @Test func rolesAndCodesComeFromTheProfile() throws {
        #expect(try loading(try region.setting("/profile", "kleinstad-2026")) == [.otherProfile])
        #expect(try loading(try region.setting("/parties/4/role", "buurtteam")) == [.unknownRole])
        #expect(try loading(try region.setting("/parties/4/role", "transferpunt")) == [.roleTwice])
        #expect(try loading(try region.removing("/parties/1")) == [.roleMissing])
        #expect(try loading(try region.setting("/parties/2/codes", ["GM0080", "GM9999"])) == [.unknownCode])
    }

    @Test func twoKeysForOneUseAtOneTimeAreRefused() throws {
        let second = try mint.issue(
            "Twee", oin: SampleRegion.oinText(5), mail: SampleRegion.mail(5, 1), use: .encryption)
        let two = try region.setting("\(person)/keys/-", SampleRegion.key("encryption", second.base64))
        #expect(try publishing(two) == [.twoActiveKeys])
        let marked = try two.setting("\(person)/keys/2/suite", "cbc")
        #expect(try publishing(marked).isEmpty)
    }

    @Test(arguments: zip([13, 14, 92, 93] as [Int64], [true, false, false, true]))
    func theOverlapHasBounds(days: Int64, isRefused: Bool) throws {
        let successor = try mint.issue(
            "Twee", oin: SampleRegion.oinText(5), mail: SampleRegion.mail(5, 1), use: .signing)
        let rotated = try region.setting("\(person)/keys/0/retiring", .string(CertificateMint.day(1).description))
            .setting("\(person)/keys/0/gone", .string(CertificateMint.day(1 + days).description))
            .setting("\(person)/keys/-", SampleRegion.key("signing", successor.base64, active: 1))
        #expect(try publishing(rotated) == (isRefused ? [.overlap] : []))
    }

    @Test func missingKeysAreNamed() throws {
        #expect(try loading(try region.removing("\(person)/keys/1")) == [.keyMissing])
        #expect(try loading(try region.setting("/parties/4/nodeKeys", [])) == [.nodeKeyMissing])
        let mail = try region.setting("/parties/4/nodeKeys", [])
            .setting("/parties/4/endpoint", "mailto:post@partij5.example")
        #expect(try loading(mail).isEmpty)
        let product = try region.setting("/parties/4/nodeKeys", []).setting("/parties/4/suite", "cbc")
        #expect(try loading(product) == [.nodeKeyMissing])
        let oneCertificate = try product.setting(
            "/parties/4/allowances", ["oneCertificate": .string(SampleRegion.mail(5, 1))])
        #expect(try loading(oneCertificate).isEmpty)
    }

    @Test func allowancesAreForPartnersWithSuiteCbc() throws {
        let allowances = try region.setting("/parties/4/allowances", ["rsa15": true])
        #expect(try loading(allowances) == [.allowances])
        #expect(try loading(try allowances.setting("/parties/4/suite", "cbc")).isEmpty)
        let nobody = try region.setting("/parties/4/suite", "cbc")
            .setting("/parties/4/allowances", ["oneCertificate": "p9@partij5.example"])
        #expect(try loading(nobody) == [.oneCertificate])
    }

    @Test func oneCertificateForBothUsesNeedsTheAllowance() throws {
        let dual = try mint.issue(
            "Beide", oin: SampleRegion.oinText(5), mail: SampleRegion.mail(5, 1), use: .signingAndEncryption)
        let both = try replacing("\(person)/keys/0", dual).setting(
            "\(person)/keys/1/certificate", .string(dual.base64))
        #expect(try loading(both) == [.dualUse])
        #expect(try publishing(try replacing("\(person)/keys/0", dual)) == [.dualUse])
        let allowed = try both.setting("/parties/4/suite", "cbc").setting("/parties/4/allowances", ["dualUse": true])
        #expect(try publishing(allowed).isEmpty)
    }

    @Test func certificatesAreCheckedBeforePublishing() throws {
        let oin = SampleRegion.oinText(5)
        let mail = SampleRegion.mail(5, 1)
        let key = "\(person)/keys/0"
        let broken = try region.setting("\(key)/certificate", .string(CertificateMint.blob("kapot")))
        #expect(try publishing(broken) == [.certificate])
        #expect(try loading(broken).isEmpty)
        let cases: [(CertificateMint.Holder, DirectoryRule)] = [
            (try mint.issue("E", oin: oin, mail: mail, use: .encryption), .certificateUse),
            (try mint.issue("O", oin: SampleRegion.oinText(6), mail: mail, use: .signing), .certificateParty),
            (try mint.issue("M", oin: oin, mail: "ander@partij5.example", use: .signing), .certificateMail),
            (try mint.issue("D", oin: oin, mail: mail, use: .signing, from: -20, until: -10), .certificateDates),
        ]
        for (holder, rule) in cases { #expect(try publishing(try replacing(key, holder)) == [rule]) }
        let silent = try mint.issue("Zonder", oin: nil, mail: nil, use: .signing)
        #expect(try publishing(try replacing(key, silent)).isEmpty)
    }

    @Test func authoritiesAndTheirListsAreCheckedBeforePublishing() throws {
        func base64(_ bytes: [UInt8]) -> JSONTree { .string(Data(bytes).base64EncodedString()) }
        let own = base64(mint.authority.certificate.encoded)
        let listed = try region.setting("/authorities", [own])
        #expect(try publishing(listed).isEmpty)
        let taken = try #require(try listed.directory().party(SampleRegion.oin(5))?.contactpersonen.first?.keys.first)
        let list = try mint.authority.revocationList(
            [try taken.certificate.certificate().serialNumber: SampleRegion.now], number: 1, at: SampleRegion.now,
            nextUpdate: CertificateMint.day(30))
        #expect(try publishing(try listed.setting("/revocationLists", [base64(list.encoded)])) == [.certificateChain])
        let other = try CertificateAuthority.root(
            subject: try CertificateName(commonName: "Andere", organization: "X", organizationNumber: nil),
            key: try PrivateKey.generate(), validity: mint.authority.certificate.validity)
        let foreign = try other.revocationList(
            [:], number: 1, at: SampleRegion.now, nextUpdate: CertificateMint.day(30))
        let overdue = try mint.authority.revocationList(
            [:], number: 1, at: CertificateMint.day(-9), nextUpdate: CertificateMint.day(-2))
        for bad in [foreign.encoded, overdue.encoded, [0x30, 0]] {
            #expect(try publishing(try listed.setting("/revocationLists", [base64(bad)])) == [.revocationList])
        }
        let elsewhere = try region.setting("/authorities", [base64(other.certificate.encoded)])
        #expect(Set(try publishing(elsewhere)) == [.certificateChain])
    }

    @Test func aVacancyThatIsOverForbidsPublishing() throws {
        let one = try region.removing("/parties/0/contactpersonen/1")
        #expect(try loading(one) == [.fewContactpersonen])
        let agreed = try one.setting("/parties/0/vacancy", ["until": .string(CertificateMint.day(9).description)])
        #expect(try loading(agreed) == [.fewContactpersonen])
        let over = try one.setting("/parties/0/vacancy", ["until": .string(CertificateMint.day(-1).description)])
        #expect(try loading(over) == [.vacancyOver])
    }

    @Test func everyRuleHasATestHere() {
        let tested: Set<DirectoryRule> = [
            .tooManyContactpersonen, .tooFewContactpersonen, .fewContactpersonen, .otherProfile, .unknownRole,
            .roleTwice,
            .roleMissing, .unknownCode, .twoActiveKeys, .overlap, .keyMissing, .nodeKeyMissing, .dualUse, .allowances,
            .oneCertificate, .certificate, .certificateUse, .certificateParty, .certificateMail, .certificateDates,
            .certificateChain, .revocationList, .vacancyOver,
        ]
        #expect(tested == Set(DirectoryRule.allCases))
    }
}
