import Schemas
import Testing

/// The forms ask what the convenant's tables list (bijlage 3); what we add is visibly apart.
@Suite struct AgreementTests {
    static let tables: [(message: String, fields: [String])] = [
        (
            "registratie",
            [
                "achternaam", "voorletters", "burgerservicenummer", "geboortedatum", "huidigAdres", "herkomstgemeente",
                "laatsteWoonplaats", "eersteAanmeldingOpvang", "startVerblijfOpvang", "datumAanmeldingTransferpunt",
                "betrokkenZorgaanbieder", "locatieMaatschappelijkeOpvang", "contactgegevensBegeleider",
                "naamCasusregisseur", "naamProcesregisseur", "redenDakloosheid", "datumStartDakloosheid",
                "betrokkenheidGebiedsteam",
            ]
        ),
        (
            "aanmelding",
            [
                "achternaam", "voorletters", "telefoonnummer", "mailadres", "herkomstgemeente", "leefsituatie",
                "laatsteWoonsituatie", "naamVorigeVerhuurder", "inschrijvingen", "hoofdinkomen",
                "gemeenteParticipatieuitkering", "schuldenproblematiek", "vormOndersteuningSchulden",
                "verwachtUitstroomprofiel", "uitzettingVerleden", "noodzaakInzetTransferpunt",
                "redenInzetTransferpunt",
            ]
        ),
        (
            "vervolgwonen",
            [
                "achternaam", "voorletters", "uitstroomprofiel", "naamVerhuurder", "uitstroomgemeente",
                "noodzaakInzetTransferpunt", "redenInzetTransferpunt",
            ]
        ),
        (
            "plaatsing",
            [
                "achternaam", "voorletters", "mutatieAdres", "datumMutatie", "definitiefUitstroomprofiel",
                "naamVerhuurder", "definitieveUitstroomgemeente", "typeWoning", "typeOndersteuning",
                "intensiteitOndersteuning", "startdatumOndersteuning", "naamOndersteunendeInstantie",
                "soortHuurcontract", "wijzeToewijzing", "gedragsaanwijzing",
            ]
        ),
        (
            "aanmeldbericht",
            [
                "burgerservicenummer", "achternaam", "voorletters", "leefsituatie", "uitstroomgemeente",
                "ondersteuningsprofiel", "contactpersonen",
            ]
        ),
    ]

    @Test(arguments: tables)
    func theFieldsWithoutAGroundAreThoseOfTheTable(_ message: String, _ fields: [String]) throws {
        let form = try ExampleForm.form(of: message)
        #expect(Set(form.fields.filter { $0.ground == nil }.map(\.name)) == Set(fields))
    }

    @Test func theAanmeldberichtHasNothingMore() throws {
        let form = try ExampleForm.form(of: "aanmeldbericht")
        #expect(form.fields.allSatisfy { $0.ground == nil && $0.isRequired })
        #expect(form.fields.count == 7)
    }

    @Test func onlyTheGemeenteSeesABurgerservicenummerInTheLaterForms() throws {
        let profile = try ProfileFiles.embedded.get()
        #expect(
            profile.copyFields(of: "aanmelding").map(\.description).sorted() == [
                "/burgerservicenummer", "/geboortedatum",
            ])
        for message in ["vervolgwonen", "plaatsing", "kennisgeving"] {
            let form = try ExampleForm.form(of: message)
            #expect(!form.fields.contains { $0.sensitivity == .bsn }, "\(message)")
        }
    }

    @Test func everyBurgerservicenummerIsMarkedAsOne() throws {
        for form in try ProfileFiles.embedded.get().forms.values {
            for field in form.fields where field.format == "bsn" { #expect(field.sensitivity == .bsn) }
        }
    }

    @Test func theRuleOfTwoIsData() throws {
        let profile = try ProfileFiles.embedded.get()
        #expect(profile.roles.allSatisfy { $0.contacts.most == 2 && $0.contacts.least == 1 })
        #expect(profile.roles.filter { $0.contacts.advised == 2 }.map(\.name) == ["zorgaanbieder"])
    }

    @Test func answersAreNeverAnswered() throws {
        let profile = try ProfileFiles.embedded.get()
        #expect(profile.messages.filter { !$0.isAnswered }.map(\.name) == ["retour", "geopend", "sleutelbericht"])
        #expect(profile.messages.filter { $0.signer == .node }.map(\.name) == ["retour", "geopend", "sleutelbericht"])
    }

    @Test func theGemeentenAreThoseOfTheYear() throws {
        let list = try #require(try ProfileFiles.embedded.get().codeLists["gemeenten"])
        #expect(list.year == 2023)
        #expect(list.labels.count == 342)
        #expect(list.labels["GM0080"] == "Leeuwarden")
    }
}
