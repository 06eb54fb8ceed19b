import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Whose signatures count, and how that changes.
@Suite struct AdministratorTests {
    let region: RegionDesk
    let successor: CertificateMint.Holder

    init() throws {
        region = try RegionDesk()
        successor = try CertificateMint.shared.get().issue("Opvolger", oin: nil, mail: nil, use: .signing)
    }

    private func named(_ holders: CertificateMint.Holder..., after previous: SampleRegion) throws -> SampleRegion {
        try previous.following(try previous.directory())
            .setting("/administrators", .array(holders.map { .string($0.base64) }))
    }

    private func hand(
        _ next: SampleRegion, by holder: CertificateMint.Holder, to keeper: DirectoryKeeper
    ) throws -> Bool {
        let statement = try region.statement(try next.directory().edition, at: region.now)
        return keeper.consider(
            edition: try region.sign(next, by: holder), freshness: statement, from: "https://bron.example")?.isAdopted
            ?? false
    }

    @Test func theOldKeySaysWhichTheNewOneIs() throws {
        let keeper = try region.keeper()
        let both = try named(region.administrator, successor, after: region.first)
        #expect(try !hand(both, by: successor, to: keeper))
        #expect(try hand(both, by: region.administrator, to: keeper))
        let after = try named(successor, after: both)
        #expect(try hand(after, by: successor, to: keeper))
        // The old key counts for nothing now, also after a start, though the trust file still names it.
        let late = try named(region.administrator, after: after)
        for keeper in [keeper, try region.keeper(try region.settings())] {
            #expect(keeper.current.edition.sequence == 3)
            #expect(try !hand(late, by: region.administrator, to: keeper))
        }
    }

    @Test func aNodeThatWasOffForTheWholeOverlapSaysWhatToDo() throws {
        let keeper = try region.keeper()
        let both = try named(region.administrator, successor, after: region.first)
        let after = try named(successor, after: both)
        #expect(try !hand(after, by: successor, to: keeper))
        let told = try #require(region.events.last)
        #expect(told.code == "directory-signature" && told.level == .warning)
        #expect(told.sentence.contains("weerthuis directory trust"))
        // A new trust file ends it.
        var settings = try region.settings()
        settings.pins = try #require(
            DirectoryPins(region: "Proefregio", administrators: [successor.certificate]))
        let mended = try region.keeper(settings)
        #expect(mended.current.edition.sequence == 1)
        #expect(try hand(after, by: successor, to: mended))
        #expect(mended.current.edition.sequence == 3)
    }

    @Test func twoSignaturesAreAskedForAndGiven() throws {
        var settings = try region.settings("twee")
        settings.pins = try #require(
            DirectoryPins(
                region: "Proefregio", administrators: [region.administrator.certificate, successor.certificate],
                signatures: 2))
        let desk = try DirectoryDesk(settings, profile: try SampleProfiles.fryslan.get())
        let one = try region.sign(region.first)
        let statement = try region.statement(try region.first.directory().edition)
        let refused = try desk.consider(edition: one, freshness: statement, from: nil, at: region.now)
        #expect(refused.events.map(\.code) == ["directory-signature"])
        let signer = try MessageSigner(certificate: successor.certificate, key: successor.key)
        let two = try SignedDocument(encoded: one).cosigned(by: signer, at: region.now)
        #expect(try desk.consider(edition: two.encoded, freshness: statement, from: nil, at: region.now).isAdopted)
        // The same administrator twice is one.
        let again = try MessageSigner(certificate: region.administrator.certificate, key: region.administrator.key)
        let same = try SignedDocument(encoded: one).cosigned(by: again, at: region.now.adding(seconds: 5))
        #expect(throws: DistributionError.self) { try desk.verified(same.encoded) }
    }

    @Test func whatTheAuthoritiesTookBackIsRevokedAtUse() throws {
        let mint = try CertificateMint.shared.get()
        let real = try RegionDesk(mint: mint)
        let directory = try real.first.directory()
        let signing = directory.parties[2].contactpersonen[0].keys[0].certificate
        let list = try mint.authority.revocationList(
            [try signing.certificate().serialNumber: RegionDesk.now], number: 1, at: RegionDesk.now,
            nextUpdate: CertificateMint.day(30))
        let authority = Data(mint.authority.certificate.encoded).base64EncodedString()
        let edition = try real.first.setting("/authorities", [.string(authority)])
            .setting("/revocationLists", [.string(Data(list.encoded).base64EncodedString())])
        let profile = try SampleProfiles.fryslan.get()
        let review = DirectoryReview(publishing: try edition.directory(), profile: profile)
        #expect(review.problems.map(\.rule) == [.certificateChain])
        for (when, state) in [("admission", KeyState.active), ("use", .revoked)] {
            let settings = try real.settings(when)
            try real.place(try edition.setting("/revocation", .string(when)), in: settings)
            let key = try real.keeper(settings).current.directory.parties[2].contactpersonen[0].keys[0]
            #expect(key.life.state(at: real.now) == state)
        }
    }

    @Test func anOwnKeyThatAnAuthorityTookBackStopsNoLaterEditionWhileItIsListed() throws {
        let mint = try CertificateMint.shared.get()
        let real = try RegionDesk(mint: mint)
        let own = try real.first.directory().parties[0].contactpersonen[0].keys[0].certificate
        let list = try mint.authority.revocationList(
            [try own.certificate().serialNumber: RegionDesk.now], number: 1, at: RegionDesk.now,
            nextUpdate: CertificateMint.day(30))
        let authority = Data(mint.authority.certificate.encoded).base64EncodedString()
        let first = try real.first.setting("/authorities", [.string(authority)]).setting("/revocation", "use")
            .setting("/revocationLists", [.string(Data(list.encoded).base64EncodedString())])
        try real.place(first, in: try real.settings())
        let keeper = try real.keeper(try real.settings())
        func hand(_ next: SampleRegion) throws -> Bool {
            let statement = try real.statement(try next.directory().edition, at: real.now)
            let outcome = keeper.consider(edition: try real.sign(next), freshness: statement, from: nil)
            return try #require(outcome).isAdopted
        }
        let second = try first.following(try first.directory()).setting("/parties/5/name", "Andere naam")
        #expect(try hand(second), "\(real.events)")
        #expect(keeper.current.directory.parties[0].contactpersonen[0].keys[0].life.state(at: real.now) == .revoked)
        // Without the list the key would count again: nobody of the party asked for that.
        let third = try second.following(try second.directory()).setting("/revocationLists", [])
        #expect(try !hand(third))
        #expect(real.codes(.alarm) == ["own-entry-changed"])
    }

    @Test func certificatesOfAnotherAuthorityAreNotPublished() throws {
        let mint = try CertificateMint.shared.get()
        let other = try CertificateAuthority.root(
            subject: try CertificateName(commonName: "Andere", organization: "X", organizationNumber: nil),
            key: try PrivateKey.generate(), validity: mint.authority.certificate.validity)
        let edition = try SampleRegion(SampleRegion.fryslan, mint: mint).setting(
            "/authorities", [.string(Data(other.certificate.encoded).base64EncodedString())])
        let review = DirectoryReview(
            publishing: try edition.directory(), profile: try SampleProfiles.fryslan.get())
        #expect(!review.permitsPublishing)
        #expect(Set(review.problems.map(\.rule)).contains(.certificateChain))
    }
}
