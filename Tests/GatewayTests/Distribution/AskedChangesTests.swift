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

    private func changes(to next: SampleRegion) throws -> ([PartyChange], ChainReference, Party) {
        let old = try #require(try region.directory().parties.first)
        let directory = try next.directory()
        return (DirectoryDifference.changes(from: old, to: directory.parties.first), directory.edition, old)
    }

    private func isGranted(_ next: SampleRegion, _ asked: AskedChange..., after days: Int64 = 0) throws -> Bool {
        let (changes, edition, old) = try changes(to: next)
        try #require(!changes.isEmpty)
        var wishes = AskedChanges()
        for change in asked { wishes.ask(change, at: now) }
        // As it is when it was written and read again.
        wishes = try AskedChanges(parsing: wishes.encoded())
        let granted = wishes.granted(changes, in: edition, from: old, at: now.adding(seconds: days * 86_400))
        return granted == Set(changes)
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
        let old = try #require(try spent.directory().parties.first)
        let next = try spent.removing("/parties/0/contactpersonen/1/keys/0").directory()
        let changes = DirectoryDifference.changes(from: old, to: next.parties.first)
        #expect(!changes.isEmpty)
        let granted = AskedChanges().granted(changes, in: next.edition, from: old, at: now)
        #expect(granted == Set(changes))
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
