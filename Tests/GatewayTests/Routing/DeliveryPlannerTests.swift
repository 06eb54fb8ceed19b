import Envelope
import Gateway
import Schemas
import Testing

/// Who of a receiving party can open a message: every active contactpersoon with a usable key, and nobody else.
@Suite struct DeliveryPlannerTests {
    let fixture: RoutingFixture

    init() throws { fixture = try RoutingFixture.fryslan() }

    /// An aanmeldbericht to corporatie 5 and gemeente 3.
    private func route(_ region: SampleRegion, at now: UTCTime = SampleRegion.now) throws -> RoutingOutcome {
        let form = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        return try fixture.route(
            "aanmeldbericht", form, from: 2, chosen: [5], dossier: try RoutingFixture.dossier(), at: now,
            in: try region.directory())
    }

    @Test func aPersonWhoseKeyIsRevokedGetsNothingAndTheOtherDoes() throws {
        let region = try fixture.region.setting(
            "/parties/4/contactpersonen/0/keys/1/revoked", .string(SampleRegion.now.description))
        let outcome = try route(region)
        #expect(outcome.parties == [5, 3])
        #expect(outcome.deliveries.first?.addressees.map(\.mail) == ["p2@partij5.example"])
        #expect(outcome.notices.map(\.code) == [.personWithoutKey])
    }

    @Test func aPartyWithoutAnyUsableKeyGetsNothingAndTheOthersDo() throws {
        var region = fixture.region
        for person in 0...1 {
            region = try region.setting(
                "/parties/4/contactpersonen/\(person)/keys/1/revoked", .string(SampleRegion.now.description))
        }
        let outcome = try route(region)
        #expect(outcome.parties == [3])
        #expect(outcome.notices.map(\.code) == [.partyWithoutKey])
        #expect(outcome.notices.first?.party == (try SampleRegion.oin(5)))
        #expect(outcome.notices.first?.rule == "Toelichting 1f")
    }

    @Test func aMessageForOnePartyWithoutAKeyIsRefused() throws {
        let region = try fixture.region.setting("/parties/1/contactpersonen", [])
        let outcome = try fixture.route(
            "registratie", try SampleProfiles.form("registratie"), from: 1, in: try region.directory())
        #expect(outcome.refusals.map(\.code) == [.partyWithoutKey])
    }

    @Test func aRetiringKeyIsNotSealedToAndItsSuccessorIs() throws {
        let mint = try CertificateMint.shared.get()
        let mail = SampleRegion.mail(5, 1)
        let successor = try mint.issue("Nieuw", oin: SampleRegion.oinText(5), mail: mail, use: .encryption)
        let keys = "/parties/4/contactpersonen/0/keys"
        let region = try fixture.region
            .setting("\(keys)/1/retiring", .string(CertificateMint.day(3).description))
            .setting("\(keys)/1/gone", .string(CertificateMint.day(20).description))
            .setting("\(keys)/-", SampleRegion.key("encryption", successor.base64, active: 3))
        let before = try route(region)
        let after = try route(region, at: CertificateMint.day(4))
        #expect(before.deliveries.first?.addressees.first?.certificate != successor.certificate)
        #expect(after.deliveries.first?.addressees.first?.certificate == successor.certificate)
        #expect(after.deliveries.first?.addressees.count == 2)
    }

    @Test func aCertificateThatIsNoneOrIsForSigningOrIsOutOfDateIsNotSealedTo() throws {
        let mint = try CertificateMint.shared.get()
        let mail = SampleRegion.mail(5, 1)
        let oin = SampleRegion.oinText(5)
        let unusable = [
            CertificateMint.blob("x"), try mint.issue("S", oin: oin, mail: mail, use: .signing).base64,
            try mint.issue("Oud", oin: oin, mail: mail, use: .encryption, from: -20, until: -10).base64,
            try mint.issue("Beide", oin: oin, mail: mail, use: .signingAndEncryption).base64,
        ]
        for certificate in unusable {
            let region = try fixture.region.setting(
                "/parties/4/contactpersonen/0/keys/1/certificate", .string(certificate))
            let outcome = try route(region)
            #expect(outcome.deliveries.first?.addressees.map(\.mail) == ["p2@partij5.example"])
            #expect(outcome.notices.map(\.code) == [.personWithoutKey])
        }
    }

    @Test func aPartnerOfTheOtherSuiteGetsThatSuite() throws {
        let outcome = try route(try fixture.region.setting("/parties/4/suite", "cbc"))
        #expect(outcome.deliveries.map(\.suite) == [.cbc, .gcm])
    }

    @Test func aKeyForTheOtherSuiteIsNotSealedTo() throws {
        var region = fixture.region
        for person in 0...1 {
            region = try region.setting("/parties/4/contactpersonen/\(person)/keys/1/suite", "cbc")
        }
        #expect(try route(region).notices.map(\.code) == [.partyWithoutKey])
    }

    @Test func aProductWithOneCertificateReceivesForItsNamedContactpersoonOnly() throws {
        let region = try fixture.region.setting("/parties/4/suite", "cbc")
            .setting("/parties/4/allowances", ["oneCertificate": "p2@partij5.example"])
        #expect(try route(region).deliveries.first?.addressees.map(\.mail) == ["p2@partij5.example"])
    }

    @Test func aThirdContactpersoonMeansThatThePartyGetsNothing() throws {
        let third = try SampleRegion.person(
            oin: SampleRegion.oinText(5), mail: "p3@partij5.example", name: "Derde", try CertificateMint.shared.get())
        let outcome = try route(try fixture.region.setting("/parties/4/contactpersonen/-", third))
        #expect(outcome.parties == [3])
        #expect(outcome.notices.map(\.code) == [.tooManyPeople])
    }

    @Test func aPartyThatLeftTheDirectoryIsTold() throws {
        let original = OriginalMessage(
            message: "aanmelding", sender: try SampleRegion.oin(1),
            recipients: try [2, 55].map { try SampleRegion.oin($0) })
        let outcome = try fixture.route(
            "intrekking", try SampleProfiles.form("intrekking"), from: 1, original: original)
        #expect(outcome.parties == [2])
        #expect(outcome.notices.map(\.code) == [.partyGone])
    }
}
