import Envelope
import Schemas
import Testing

@testable import Gateway

/// Which changes of its own entry a party asked for.
@Suite struct AskedChangesTests {
    let mint: CertificateMint
    let region: SampleRegion
    let now = SampleRegion.now

    init() throws {
        mint = try CertificateMint.shared.get()
        region = try SampleRegion(SampleRegion.fryslan)
    }

    private func step(from old: SampleRegion?, to next: SampleRegion) throws -> EntryStep {
        let own = try SampleRegion.oin(1)
        let (old, new) = (try (old ?? region).directory(), try next.directory())
        return EntryStep(
            edition: new.edition, old: old.party(own), new: new.party(own),
            changes: DirectoryDifference.changes(of: own, from: old, to: new))
    }

    private func isGranted(
        _ next: SampleRegion, _ asked: AskedChange..., from old: SampleRegion? = nil, after days: Int64 = 0
    ) throws -> Bool {
        let step = try step(from: old, to: next)
        try #require(!step.changes.isEmpty)
        var wishes = AskedChanges()
        for change in asked { wishes.ask(change, at: now) }
        // As it is when it was written and read again.
        wishes = try AskedChanges(parsing: wishes.encoded())
        return wishes.granted(step, at: now.adding(seconds: days * 86_400)) == Set(step.changes)
    }

    private func rotated(_ certificate: CertificateMint.Holder) throws -> SampleRegion {
        try region.setting(
            "/parties/0/contactpersonen/0/keys/-", SampleRegion.key("signing", certificate.base64, active: 1)
        )
        .setting("/parties/0/contactpersonen/0/keys/0/retiring", .string(CertificateMint.day(1).description))
        .setting("/parties/0/contactpersonen/0/keys/0/gone", .string(CertificateMint.day(20).description))
    }

    @Test func aNewKeyIsTheOneThatWasAskedFor() throws {
        let mail = SampleRegion.mail(1, 1)
        let asked = try mint.issue("A", oin: SampleRegion.oinText(1), mail: mail, use: .signing)
        let other = try mint.issue("B", oin: SampleRegion.oinText(1), mail: mail, use: .signing)
        let fingerprint = try asked.key.publicKey.fingerprint().bytes
        let wish = AskedChange.key(holder: mail, .signing, publicKey: fingerprint)
        #expect(try isGranted(try rotated(asked), wish))
        #expect(try !isGranted(try rotated(other), wish))
        #expect(try !isGranted(try rotated(asked), .key(holder: nil, .signing, publicKey: fingerprint)))
        #expect(try !isGranted(try rotated(asked)))
        // A wish of long ago excuses nothing.
        #expect(try !isGranted(try rotated(asked), wish, after: 93))
    }

    @Test func aDepartureCoversTheKeysOfThatPersonOnly() throws {
        let gone = try region.removing("/parties/0/contactpersonen/1")
        #expect(try isGranted(gone, .departure(mail: SampleRegion.mail(1, 2))))
        #expect(try !isGranted(gone, .departure(mail: SampleRegion.mail(1, 1))))
        let revoked = try region.setting("/parties/0/contactpersonen/1/keys/0/revoked", .string(now.description))
        #expect(try isGranted(revoked, .departure(mail: SampleRegion.mail(1, 2))))
    }

    @Test func aKeyThatIsGoneMayBeRemovedWithoutAsking() throws {
        let spent = try region.setting("/parties/0/contactpersonen/1/keys/0/revoked", .string(now.description))
        #expect(try isGranted(try spent.removing("/parties/0/contactpersonen/1/keys/0"), from: spent))
    }

    private func date(_ member: String, day: Int64, in other: SampleRegion) throws -> SampleRegion {
        try other.setting(
            "/parties/0/contactpersonen/0/keys/0/\(member)", .string(CertificateMint.day(day).description))
    }

    private func keyWish(_ holder: CertificateMint.Holder, person: Int = 1) throws -> AskedChange {
        .key(
            holder: SampleRegion.mail(1, person), .signing,
            publicKey: try holder.key.publicKey.fingerprint().bytes)
    }

    private func newKey() throws -> CertificateMint.Holder {
        try mint.issue("A", oin: SampleRegion.oinText(1), mail: SampleRegion.mail(1, 1), use: .signing)
    }

    @Test func aRevocationThatIsTakenBackIsGrantedByNothingButTheEdition() throws {
        let asked = try newKey()
        let stolen = try date("revoked", day: 0, in: try rotated(asked))
        let back = try rotated(asked)
        let wishes = [try keyWish(asked), .departure(mail: SampleRegion.mail(1, 1)), .member("suite")]
        for wish in wishes { #expect(try !isGranted(back, wish, from: stolen)) }
        #expect(try isGranted(back, .edition(try back.directory().edition), from: stolen))
        // A key whose end came counts for nothing, revoked or not.
        #expect(try isGranted(back, from: stolen, after: 21))
    }

    @Test func aStandingKeyRequestPutsNoEndOff() throws {
        let asked = try newKey()
        let (wish, leaving) = (try keyWish(asked), AskedChange.departure(mail: SampleRegion.mail(1, 1)))
        let before = try rotated(asked)
        let later = try date("gone", day: 60, in: before)
        #expect(try !isGranted(later, wish, from: before))
        #expect(try !isGranted(later, leaving, from: before))
        let sooner = try date("gone", day: 16, in: before)
        #expect(try isGranted(sooner, wish, from: before))
        #expect(try isGranted(sooner, leaving, from: before))
        // Nor does it set an end at another moment than the new key's start, or far off.
        #expect(try !isGranted(try date("retiring", day: 5, in: before), wish))
        #expect(try !isGranted(try date("gone", day: 120, in: before), wish))
        #expect(try !isGranted(try date("active", day: -9, in: before), wish))
    }

    @Test func aKeyThatWasReportedStolenIsNotAskedForAnyMore() throws {
        let stolen = try newKey()
        let wish = try keyWish(stolen)
        let revocation = AskedChange.revocation(
            holder: SampleRegion.mail(1, 1), publicKey: try stolen.key.publicKey.fingerprint().bytes)
        let added = try region.setting(
            "/parties/0/contactpersonen/0/keys/-", SampleRegion.key("signing", stolen.base64, active: 1))
        #expect(try isGranted(added, wish))
        #expect(try !isGranted(added, wish, revocation))
        #expect(try !isGranted(added, wish, .departure(mail: SampleRegion.mail(1, 1))))
        #expect(try isGranted(added, wish, .departure(mail: SampleRegion.mail(1, 2))))
    }

    @Test func aVacancyComesWithADepartureAndGoesWithASuccessor() throws {
        func vacant(_ day: Int64) throws -> SampleRegion {
            try region.setting("/parties/0/vacancy", ["until": .string(CertificateMint.day(day).description)])
        }
        let leaving = AskedChange.departure(mail: SampleRegion.mail(1, 2))
        #expect(try !isGranted(try vacant(30)))
        #expect(try isGranted(try vacant(30), leaving))
        #expect(try !isGranted(try vacant(60), leaving, from: try vacant(30)))
        #expect(try isGranted(try vacant(60), .member("vacancy"), from: try vacant(30)))
        #expect(try isGranted(region, .contactpersoon(mail: "p3@partij1.example"), from: try vacant(30)))
        #expect(try !isGranted(try vacant(60), .contactpersoon(mail: "p3@partij1.example"), from: try vacant(30)))
    }

    @Test func anotherSuiteIsThatOfTheKeysToo() throws {
        let next = try region.setting("/parties/0/suite", "cbc")
        #expect(try isGranted(next, .member("suite")))
        #expect(try !isGranted(try date("active", day: -9, in: next), .member("suite")))
    }

    @Test(arguments: [
        ("name", "/parties/0/name", "Anders"), ("endpoint", "/parties/0/endpoint", "https://elders.example/as2"),
        ("role", "/parties/0/role", "gemeente"), ("kvk", "/parties/0/kvk", "12345678"),
    ])
    func aMemberIsAskedForByName(name: String, pointer: String, value: String) throws {
        let next = try region.setting(pointer, .string(value))
        #expect(try isGranted(next, .member(name)))
        #expect(try !isGranted(next, .member(name == "codes" ? "name" : "codes")))
    }

    @Test func agreeingToAnEditionCoversAllOfItAndNothingElse() throws {
        let next = try region.setting("/parties/0/name", "Anders")
        #expect(try isGranted(next, .edition(try next.directory().edition)))
        #expect(try !isGranted(next, .edition(try region.directory().edition)))
    }
}
