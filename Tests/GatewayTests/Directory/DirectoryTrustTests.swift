import Envelope
import Gateway
import Schemas
import Testing

/// What the directory answers when a message is opened.
@Suite struct DirectoryTrustTests {
    let region: SampleRegion
    let signing: CertificateMint.Holder
    private let keys = "/parties/0/contactpersonen/0/keys"

    init() throws {
        let mint = try CertificateMint.shared.get()
        signing = try mint.issue(
            "Persoon 1-1", oin: SampleRegion.oinText(1), mail: SampleRegion.mail(1, 1), use: .signing)
        region = try SampleRegion([SampleRegion.Entry(role: "zorgaanbieder", number: 1)], mint: mint)
            .setting("\(keys)/0/certificate", .string(signing.base64))
    }

    private func status(_ region: SampleRegion, on day: Int64 = 0) throws -> [TrustedSigner.Status] {
        let trust = DirectoryTrust(try region.directory())
        return try signing.certificate.signerIdentifiers.map { identifier in
            try #require(trust.signers(named: identifier, at: CertificateMint.day(day)).first).status
        }
    }

    @Test func aContactpersoonIsFoundByEachNameOfTheCertificate() throws {
        let trust = DirectoryTrust(try region.directory())
        #expect(signing.certificate.signerIdentifiers.count == 2)
        for identifier in signing.certificate.signerIdentifiers {
            let signers = trust.signers(named: identifier, at: SampleRegion.now)
            #expect(
                signers == [
                    TrustedSigner(
                        certificate: signing.certificate, party: try SampleRegion.oin(1), role: .contactpersoon,
                        status: .active)
                ])
        }
    }

    @Test func aNodeIsNoContactpersoon() throws {
        let directory = try region.directory()
        let node = try #require(directory.party(try SampleRegion.oin(1))?.nodeKeys.first?.certificate.certificate())
        let identifier = try #require(node.signerIdentifiers.first)
        #expect(DirectoryTrust(directory).signers(named: identifier, at: SampleRegion.now).map(\.role) == [.node])
    }

    @Test func anEncryptionKeySignsNothing() throws {
        let directory = try region.directory()
        let key = try #require(directory.party(try SampleRegion.oin(1))?.contactpersonen.first?.keys.last)
        #expect(key.use == .encryption)
        let identifier = try #require(try key.certificate.certificate().signerIdentifiers.first)
        #expect(DirectoryTrust(directory).signers(named: identifier, at: SampleRegion.now).isEmpty)
    }

    @Test func theStateFollowsTheDates() throws {
        let dated = try region.setting("\(keys)/0/active", .string(CertificateMint.day(1).description))
            .setting("\(keys)/0/retiring", .string(CertificateMint.day(10).description))
            .setting("\(keys)/0/gone", .string(CertificateMint.day(24).description))
        let last = CertificateMint.day(24).adding(seconds: -1)
        #expect(try status(dated, on: 0) == [.next, .next])
        #expect(try status(dated, on: 1) == [.active, .active])
        #expect(try status(dated, on: 10) == [.retiring(until: last), .retiring(until: last)])
        #expect(try status(dated, on: 24) == [.retired, .retired])
    }

    @Test func aRevokedKeyIsRevokedAtEveryMoment() throws {
        let revoked = try region.setting("\(keys)/0/revoked", .string(CertificateMint.day(5).description))
        for day: Int64 in [0, 5, 80] { #expect(try status(revoked, on: day) == [.revoked, .revoked]) }
    }

    @Test func ofAPartyWithThreeActiveContactpersonenNothingIsAccepted() throws {
        let third = try SampleRegion.person(
            oin: SampleRegion.oinText(1), mail: "p3@partij1.example", name: "Derde", try CertificateMint.shared.get())
        let trust = DirectoryTrust(try region.setting("/parties/0/contactpersonen/-", third).directory())
        let identifier = try #require(signing.certificate.signerIdentifiers.first)
        #expect(trust.signers(named: identifier, at: SampleRegion.now).isEmpty)
        #expect(trust.signers(named: identifier, at: CertificateMint.day(-2)).map(\.status) == [.next])
    }

    @Test func theEntryOfAPartnerSaysHowItsEnvelopesLook() throws {
        let oin = try SampleRegion.oin(1)
        #expect(try region.directory().partner(oin) == Partner(oin))
        let other = try region.setting("/parties/0/suite", "cbc").setting(
            "/parties/0/allowances",
            ["rsa15": true, "dualUse": true, "oneCertificate": .string(SampleRegion.mail(1, 1))])
        #expect(
            try other.directory().partner(oin)
                == Partner(oin, suite: .cbc, allowsRSA15: true, allowsDualUse: true, oneCertificate: true))
        #expect(try region.directory().partner(try SampleRegion.oin(2)) == nil)
    }

    @Test func thePartysCurrentSignerStandsInForOneThatIsUnknown() throws {
        let trust = DirectoryTrust(try region.directory())
        #expect(trust.anySigner(of: try SampleRegion.oin(1)) == signing.certificate)
        #expect(trust.anySigner(of: try SampleRegion.oin(2)) == nil)
    }
}
