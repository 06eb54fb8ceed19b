import Envelope
import Gateway
import Schemas
import Testing

/// The routes of another region, with other roles, forms and codes: none of the names are in the program.
@Suite struct KleinstadRoutesTests {
    let fixture: RoutingFixture

    init() throws { fixture = try RoutingFixture.kleinstad() }

    private let introduction: JSONTree = ["logeernummer": "L-0001", "roepnaam": "Jo", "wijk": "W03"]

    @Test func aCopyFieldGoesToTheOneDestinationThatMayHaveIt() throws {
        let outcome = try fixture.route("kennismaking", introduction, from: 1)
        #expect(outcome.parties == [2, 4])
        let copies = outcome.deliveries.map { $0.copy(of: introduction) }
        #expect(copies == [introduction, try introduction.removing("/roepnaam")])
    }

    @Test func aCodeOutsideTheDirectoryIsRefusedWithTheGround() throws {
        let outcome = try fixture.route("kennismaking", try introduction.setting("/wijk", "W09"), from: 1)
        #expect(outcome.refusals.map(\.code) == [.codeWithoutParty])
        #expect(outcome.refusals.map(\.rule) == ["Werkafspraak 1"])
    }

    @Test func theOpenerPicksATeamWhenTheConditionHolds() throws {
        let dossier = try RoutingFixture.dossier()
        let urgent = try fixture.route("overdracht", ["haast": "ja"], from: 1, chosen: [3], dossier: dossier)
        #expect(urgent.parties == [3])
        let calm = try fixture.route("overdracht", ["haast": "nee"], from: 1, dossier: dossier)
        #expect(calm.refusals.map(\.code) == [.nobody])
    }

    @Test func onlyTeamsThatWereAddressedSpeakInADossier() throws {
        let data: JSONTree = ["haast": "ja"]
        let foreign = try fixture.route(
            "overdracht", data, from: 4, chosen: [3], dossier: try RoutingFixture.dossier(addressed: [3]))
        #expect(foreign.refusals.map(\.code) == [.dossierForeign])
        let addressed = try fixture.route(
            "overdracht", data, from: 4, chosen: [3], dossier: try RoutingFixture.dossier(addressed: [4]))
        #expect(addressed.parties == [3])
    }

    @Test func anAnswerGoesBack() throws {
        let original = OriginalMessage(
            message: "kennismaking", sender: try SampleRegion.oin(1), recipients: [try SampleRegion.oin(2)])
        #expect(try fixture.route("antwoord", ["over": "x"], from: 2, original: original).parties == [1])
    }
}
