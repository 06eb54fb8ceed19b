import Envelope
import Schemas
import Testing

@testable import Gateway

/// Every route of the Frisian profile, with its example forms.
@Suite struct FryslanRoutesTests {
    let fixture: RoutingFixture

    init() throws { fixture = try RoutingFixture.fryslan() }

    @Test(arguments: ["registratie", "vervolgwonen", "plaatsing"])
    func formsOfTheZorgaanbiederGoToTheTransferpunt(message: String) throws {
        let dossier = message == "registratie" ? nil : try RoutingFixture.dossier()
        let outcome = try fixture.route(message, try SampleProfiles.form(message), from: 1, dossier: dossier)
        #expect(outcome.parties == [2])
        #expect(outcome.notices.isEmpty)
        #expect(outcome.deliveries.first?.addressees.map(\.mail) == ["p1@partij2.example", "p2@partij2.example"])
        #expect(outcome.deliveries.first?.suite == .gcm)
    }

    @Test func theAanmeldingGoesToTheTransferpuntAndTheGemeenteOfStayEachWithItsOwnCopy() throws {
        let form = try SampleProfiles.form("aanmelding").setting("/verblijfsgemeente", "GM0090")
        let outcome = try fixture.route("aanmelding", form, from: 1, dossier: try RoutingFixture.dossier())
        #expect(outcome.parties == [2, 4])
        let copies = outcome.deliveries.map { $0.copy(of: form) }
        let bsn = try #require(JSONPointer("/burgerservicenummer"))
        let birth = try #require(JSONPointer("/geboortedatum"))
        #expect(outcome.deliveries.map(\.withheld) == [[bsn, birth], []])
        let data = try JSONDocument(parsing: form.encoded()).root
        #expect(outcome.deliveries.map { $0.encodedCopy(of: data) } == copies.map { $0.encoded() })
        #expect(copies.last == form)
        #expect(copies.first == (try form.removing("/burgerservicenummer").removing("/geboortedatum")))
    }

    @Test func theDoorgeleidingGoesToTheGemeenteOfUitstroom() throws {
        let form = try SampleProfiles.form("doorgeleiding").setting("/uitstroomgemeente", "GM0080")
        #expect(try fixture.route("doorgeleiding", form, from: 2, dossier: try RoutingFixture.dossier()).parties == [3])
    }

    @Test func theAanmeldberichtGoesToTheChosenCorporatieAndTheGemeente() throws {
        let form = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        let dossier = try RoutingFixture.dossier()
        let outcome = try fixture.route("aanmeldbericht", form, from: 2, chosen: [6], dossier: dossier)
        #expect(outcome.parties == [6, 3])
        #expect(outcome.deliveries.map(\.addressees.count) == [1, 2])
    }

    @Test func theKennisgevingGoesToTheZorgaanbiederOfTheDossier() throws {
        let form = try SampleProfiles.form("kennisgeving")
        #expect(
            try fixture.route("kennisgeving", form, from: 2, dossier: try RoutingFixture.dossier(opener: 10)).parties
                == [10])
    }

    @Test func theReactieOfAnAddressedCorporatieGoesToTheTransferpunt() throws {
        let dossier = try RoutingFixture.dossier(addressed: [2, 5])
        #expect(
            try fixture.route("reactie", try SampleProfiles.form("reactie"), from: 5, dossier: dossier).parties == [2])
    }

    @Test(arguments: [1, 3, 5, 7, 8])
    func aMeldingGoesToTheTransferpunt(sender: Int) throws {
        #expect(try fixture.route("melding", try SampleProfiles.form("melding"), from: sender).parties == [2])
    }

    @Test func anIncidentAlsoGoesToTheToezichthouderOfItsGemeente() throws {
        let form = try SampleProfiles.form("melding-incident").setting("/gemeenteIncident", "GM0090")
        #expect(try fixture.route("melding", form, from: 1).parties == [2, 8])
    }

    @Test(arguments: ["avgverzoek", "datalek"])
    func whatConcernsEverybodyInTheDossierGoesToItsOtherParties(message: String) throws {
        let form = try SampleProfiles.form(message)
        let dossier = try RoutingFixture.dossier(addressed: [2, 3, 5])
        #expect(try fixture.route(message, form, from: 1, dossier: dossier).parties == [2, 3, 5])
        #expect(try fixture.route(message, form, from: 3, dossier: dossier).parties == [1, 2, 5])
    }

    @Test(arguments: ["correctie", "intrekking"])
    func aCorrectionGoesToWhoeverReceivedTheOriginal(message: String) throws {
        let original = OriginalMessage(
            message: "aanmelding", sender: try SampleRegion.oin(1),
            recipients: try [2, 4].map { try SampleRegion.oin($0) })
        let form = try SampleProfiles.form(message)
        let outcome = try fixture.route(
            message, form, from: 1, dossier: try RoutingFixture.dossier(), original: original)
        #expect(outcome.parties == [2, 4])
    }

    @Test(arguments: ["retour", "geopend"])
    func anAnswerGoesToWhoeverSentTheOriginal(message: String) throws {
        let original = OriginalMessage(
            message: "melding", sender: try SampleRegion.oin(3),
            recipients: try [2, 8].map { try SampleRegion.oin($0) })
        for sender in [2, 8] {
            let form = try SampleProfiles.form(message)
            let outcome = try fixture.route(
                message, form, from: sender, dossier: try RoutingFixture.dossier(), original: original)
            #expect(outcome.parties == [3])
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7, 8])
    func aSleutelaanvraagGoesToTheRegiobeheerder(sender: Int) throws {
        let form = try SampleProfiles.form("sleutelaanvraag")
        #expect(try fixture.route("sleutelaanvraag", form, from: sender).parties == [9])
    }

    @Test(arguments: [1, 2, 3, 5, 7, 8])
    func aSleutelberichtGoesToWhoeverAsked(asker: Int) throws {
        let original = OriginalMessage(
            message: "sleutelaanvraag", sender: try SampleRegion.oin(asker), recipients: [try SampleRegion.oin(9)])
        let form = try SampleProfiles.form("sleutelbericht")
        #expect(try fixture.route("sleutelbericht", form, from: 9, original: original).parties == [asker])
        #expect(try fixture.route("sleutelbericht", form, from: 2, original: original).parties.isEmpty)
    }

    @Test func theJaarverslagGoesToEverybodyElse() throws {
        let outcome = try fixture.route("jaarverslag", try SampleProfiles.form("jaarverslag"), from: 2)
        #expect(outcome.parties.sorted() == [1, 3, 4, 5, 6, 7, 8, 9, 10])
    }

    @Test func everyRouteOfTheProfileIsTestedHere() {
        let tested: Set = [
            "registratie", "vervolgwonen", "plaatsing", "aanmelding", "doorgeleiding", "aanmeldbericht", "kennisgeving",
            "reactie", "melding", "avgverzoek", "datalek", "correctie", "intrekking", "retour", "geopend",
            "sleutelaanvraag", "sleutelbericht", "jaarverslag",
        ]
        #expect(Set(fixture.table.profile.routes.flatMap(\.messages)) == tested)
    }

    @Test func theTableSaysWhatMayTravelBetweenRoles() {
        #expect(fixture.table.permits("reactie", from: "woningcorporatie", to: "transferpunt"))
        #expect(!fixture.table.permits("reactie", from: "woningcorporatie", to: "gemeente"))
        #expect(!fixture.table.permits("reactie", from: "gemeente", to: "transferpunt"))
    }
}
