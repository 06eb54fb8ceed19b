import Envelope
import Gateway
import Schemas
import Testing

/// Each refusal and each notice of routing, with its code, its rule and its remedy.
@Suite struct RoutingRefusalTests {
    let fixture: RoutingFixture

    init() throws { fixture = try RoutingFixture.fryslan() }

    private func expect(
        _ code: RoutingCode, _ findings: [RoutingFinding], location: SourceLocation = #_sourceLocation
    ) {
        #expect(findings.map(\.code) == [code], sourceLocation: location)
        #expect(
            findings.allSatisfy { !$0.sentence.isEmpty && !$0.rule.isEmpty && !$0.remedy.isEmpty },
            sourceLocation: location)
    }

    private func plaatsing(
        from sender: Int = 1, dossier: DossierParties?, at now: UTCTime = SampleRegion.now,
        in directory: Directory? = nil
    ) throws -> RoutingOutcome {
        try fixture.route(
            "plaatsing", try SampleProfiles.form("plaatsing"), from: sender, dossier: dossier, at: now, in: directory)
    }

    @Test func aTypeThatTheProfileDoesNotKnow() throws {
        expect(.unknownType, try fixture.route("kennismaking", [:], from: 1).refusals)
    }

    @Test func aSenderOutsideTheDirectory() throws {
        expect(.senderUnknown, try plaatsing(from: 99, dossier: try RoutingFixture.dossier()).refusals)
    }

    @Test func aSenderWithThreeActiveContactpersonen() throws {
        let third = try SampleRegion.person(
            oin: SampleRegion.oinText(1), mail: "p3@partij1.example", name: "Derde", try CertificateMint.shared.get())
        let directory = try fixture.region.setting("/parties/0/contactpersonen/-", third).directory()
        expect(.senderSuspended, try plaatsing(dossier: try RoutingFixture.dossier(), in: directory).refusals)
    }

    @Test func aRoleThatMayNotSendIsToldWhoMay() throws {
        let refusals = try plaatsing(from: 5, dossier: try RoutingFixture.dossier(addressed: [5])).refusals
        expect(.senderRole, refusals)
        #expect(refusals.first?.rule == "Bijlage 3; plaatsing is ook de afmelding van afspraak 1l")
        #expect(refusals.first?.remedy == "Laat het sturen door: Zorgaanbieder.")
    }

    @Test func anExpiredDirectory() throws {
        let dossier = try RoutingFixture.dossier()
        expect(.directoryExpired, try plaatsing(dossier: dossier, at: CertificateMint.day(91)).refusals)
    }

    @Test func aFormOnADossierThatDoesNotExist() throws {
        expect(.dossierUnknown, try plaatsing(dossier: nil).refusals)
    }

    @Test func aRegistratieOnSomebodyElsesDossier() throws {
        let form = try SampleProfiles.form("registratie")
        let theirs = try RoutingFixture.dossier(opener: 10)
        expect(.dossierTaken, try fixture.route("registratie", form, from: 1, dossier: theirs).refusals)
        #expect(try fixture.route("registratie", form, from: 10, dossier: theirs).parties == [2])
    }

    @Test func aFormOnSomebodyElsesDossier() throws {
        expect(.dossierForeign, try plaatsing(dossier: try RoutingFixture.dossier(opener: 10)).refusals)
    }

    @Test func aReactieOfACorporatieThatWasNotAddressed() throws {
        let form = try SampleProfiles.form("reactie")
        let dossier = try RoutingFixture.dossier(addressed: [2, 5])
        expect(.dossierForeign, try fixture.route("reactie", form, from: 6, dossier: dossier).refusals)
    }

    @Test func aCorrectionOfAMessageThatIsNotKnownOrNotOnesOwn() throws {
        let form = try SampleProfiles.form("correctie")
        expect(.originalUnknown, try fixture.route("correctie", form, from: 1).refusals)
        let original = OriginalMessage(
            message: "aanmelding", sender: try SampleRegion.oin(10), recipients: [try SampleRegion.oin(2)])
        expect(.originalForeign, try fixture.route("correctie", form, from: 1, original: original).refusals)
    }

    @Test func anAnswerByWhoeverDidNotReceiveTheMessage() throws {
        let original = OriginalMessage(
            message: "melding", sender: try SampleRegion.oin(3), recipients: [try SampleRegion.oin(2)])
        let form = try SampleProfiles.form("retour")
        expect(.originalForeign, try fixture.route("retour", form, from: 8, original: original).refusals)
    }

    @Test(arguments: ["retour", "geopend"])
    func anAnswerIsNeverAnswered(answer: String) throws {
        let original = OriginalMessage(
            message: answer, sender: try SampleRegion.oin(3), recipients: [try SampleRegion.oin(2)])
        let form = try SampleProfiles.form("retour")
        expect(.neverAnswered, try fixture.route("retour", form, from: 2, original: original).refusals)
    }

    @Test func aFieldThatDecidesAndIsEmpty() throws {
        let form = try SampleProfiles.form("doorgeleiding").removing("/uitstroomgemeente")
        let refusals = try fixture.route("doorgeleiding", form, from: 2, dossier: try RoutingFixture.dossier()).refusals
        expect(.codeMissing, refusals)
        #expect(refusals.first?.pointer?.description == "/uitstroomgemeente")
    }

    @Test func aGemeenteThatIsNotInTheDirectoryAndIsNotRepeated() throws {
        let form = try SampleProfiles.form("doorgeleiding").setting("/uitstroomgemeente", "GM0059")
        let refusals = try fixture.route("doorgeleiding", form, from: 2, dossier: try RoutingFixture.dossier()).refusals
        expect(.codeWithoutParty, refusals)
        #expect(!"\(refusals)".contains("GM0059"))
    }

    @Test func aRoleThatNobodyHas() throws {
        let directory = try fixture.region.removing("/parties/1").directory()
        expect(.roleWithoutParty, try plaatsing(dossier: try RoutingFixture.dossier(), in: directory).refusals)
    }

    @Test func aRoleThatTwoPartiesHave() throws {
        let directory = try fixture.region.setting("/parties/4/role", "transferpunt").directory()
        expect(.roleAmbiguous, try plaatsing(dossier: try RoutingFixture.dossier(), in: directory).refusals)
    }

    @Test(
        arguments: zip(
            [[], [5, 6], [5, 7], [5, 99]], [RoutingCode.choiceMissing, .choiceTooMany, .choiceWrong, .choiceWrong]))
    func aChoiceThatDoesNotFit(chosen: [Int], code: RoutingCode) throws {
        let form = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        let dossier = try RoutingFixture.dossier()
        expect(code, try fixture.route("aanmeldbericht", form, from: 2, chosen: chosen, dossier: dossier).refusals)
    }

    @Test func aChoiceWhereNoneIsToBeMade() throws {
        let form = try SampleProfiles.form("registratie")
        expect(.choiceWrong, try fixture.route("registratie", form, from: 1, chosen: [2]).refusals)
    }

    @Test func aDossierWithNobodyElse() throws {
        let directory = try fixture.region.removing("/parties/1").directory()
        let form = try SampleProfiles.form("datalek")
        let dossier = try RoutingFixture.dossier(addressed: [])
        expect(.nobody, try fixture.route("datalek", form, from: 1, dossier: dossier, in: directory).refusals)
    }

    @Test func aFieldThatOnlyOneCopyNeedsAndIsMissing() throws {
        let form = try SampleProfiles.form("aanmelding").setting("/verblijfsgemeente", "GM0080")
            .removing("/burgerservicenummer")
        let refusals = try fixture.route("aanmelding", form, from: 1, dossier: try RoutingFixture.dossier()).refusals
        expect(.copyIncomplete, refusals)
        #expect(refusals.first?.pointer?.description == "/burgerservicenummer")
    }

    @Test func everyReasonIsToldAtOnce() throws {
        let form = try SampleProfiles.form("aanmeldbericht").removing("/uitstroomgemeente")
        let outcome = try fixture.route("aanmeldbericht", form, from: 2, dossier: try RoutingFixture.dossier())
        #expect(outcome.refusals.map(\.code) == [.choiceMissing, .codeMissing])
    }
}
