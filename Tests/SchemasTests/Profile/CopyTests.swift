import Schemas
import Testing

/// One filled-in form, two copies: what stands in only one of them.
@Suite struct CopyTests {
    let profile: Profile
    let form: ExampleForm
    let desk: Recipient
    let gemeente: Recipient

    init() throws {
        profile = try ProfileFiles.embedded.get()
        form = try ExampleForm("aanmelding")
        let recipients = profile.recipients(of: "aanmelding", from: "zorgaanbieder")
        desk = try #require(recipients.first)
        gemeente = try #require(recipients.last)
    }

    @Test func eachRecipientGetsItsOwnCopy() throws {
        let forDesk = profile.copy(form.tree, of: "aanmelding", for: desk)
        #expect(forDesk == (try ExampleForm("aanmelding-exemplaar-transferpunt").tree))
        #expect(profile.copy(form.tree, of: "aanmelding", for: gemeente) == form.tree)
        #expect(try findings(forDesk, .forRole("transferpunt")) == [])
        #expect(try findings(form.tree, .forRole("gemeente")) == [])
    }

    @Test func aCopyForTheOtherIsRefused() throws {
        let forDesk = profile.copy(form.tree, of: "aanmelding", for: desk)
        #expect(
            try findings(forDesk, .forRole("gemeente")) == ["WT6002 /burgerservicenummer", "WT6002 /geboortedatum"])
        #expect(
            try findings(form.tree, .forRole("transferpunt")) == [
                "WT6003 /burgerservicenummer", "WT6003 /geboortedatum",
            ])
    }

    @Test func whatIsFilledInHasTheFieldsOfAllCopies() throws {
        let forDesk = profile.copy(form.tree, of: "aanmelding", for: desk)
        #expect(try findings(forDesk, .filledIn) == ["WT6002 /burgerservicenummer", "WT6002 /geboortedatum"])
        #expect(try findings(forDesk, .received) == [])
        #expect(try findings(form.tree, .received) == [])
    }

    @Test func halfOfThemIsNoCopy() throws {
        let half = form.tree.setting(JSONPointer(tokens: ["geboortedatum"]), to: nil)
        let report = try profile.check(
            bytes: half.encoded(), type: "aanmelding", copy: .received, today: ExampleForm.today())
        #expect(
            report.findings.map(\.sentence) == [
                "'Geboortedatum' ontbreekt; dit veld is verplicht als 'Burgerservicenummer' is ingevuld."
            ])
    }

    @Test func otherTypesAreTheSameForEveryone() throws {
        let bericht = try ExampleForm("aanmeldbericht")
        for recipient in profile.recipients(of: "aanmeldbericht", from: "transferpunt") {
            #expect(profile.copy(bericht.tree, of: "aanmeldbericht", for: recipient) == bericht.tree)
        }
    }

    private func findings(_ tree: JSONTree, _ copy: MessageCopy) throws -> [String] {
        try ExampleForm.findings(tree, "aanmelding", copy: copy).map(\.brief)
    }
}
