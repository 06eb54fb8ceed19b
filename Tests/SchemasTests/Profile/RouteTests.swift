import Schemas
import Testing

/// The routes and terms of the default profile, as the agreement has them.
@Suite struct RouteTests {
    private func destinations(_ message: String, from role: String) throws -> [String] {
        try ProfileFiles.embedded.get().recipients(of: message, from: role).map { recipient in
            let choice = String(describing: recipient.choice).prefix { $0 != "(" }
            return recipient.roles.joined(separator: "+") + " " + choice
        }
    }

    @Test func formsGoToTheDesk() throws {
        for form in ["registratie", "vervolgwonen", "plaatsing"] {
            #expect(try destinations(form, from: "zorgaanbieder") == ["transferpunt fixed"])
            #expect(try destinations(form, from: "gemeente") == [])
        }
        #expect(try destinations("aanmelding", from: "zorgaanbieder") == ["transferpunt fixed", "gemeente field"])
    }

    @Test func theDeskPassesCasesOn() throws {
        #expect(try destinations("doorgeleiding", from: "transferpunt") == ["gemeente field"])
        #expect(
            try destinations("aanmeldbericht", from: "transferpunt") == ["woningcorporatie sender", "gemeente field"])
        #expect(try destinations("kennisgeving", from: "transferpunt") == ["zorgaanbieder dossier"])
        #expect(try destinations("reactie", from: "woningcorporatie") == ["transferpunt fixed"])
    }

    @Test func anIncidentAlsoGoesToTheSupervisor() throws {
        let recipients = try ProfileFiles.embedded.get().recipients(of: "melding", from: "woningcorporatie")
        let condition = try #require(recipients.last?.condition)
        #expect(recipients.last?.roles == ["toezichthouder"])
        for (soort, goes) in [("signaal", false), ("knelpunt", false), ("incident", true), ("calamiteit", true)] {
            let data = try JSONDocument(parsing: #"{"soort": "\#(soort)"}"#).root
            #expect(condition.holds(for: data) == goes)
        }
        #expect(!condition.holds(for: try JSONDocument(parsing: "{}").root))
    }

    @Test func everybodyButTheSenderGetsTheReport() throws {
        let recipient = try #require(
            try ProfileFiles.embedded.get().recipients(of: "jaarverslag", from: "transferpunt").first)
        let roles = try ProfileFiles.embedded.get().roles.map(\.name).filter { $0 != "transferpunt" }
        #expect(Set(recipient.roles) == Set(roles))
        #expect(recipient.choice == .all)
    }

    @Test func answersGoBackToTheSender() throws {
        for message in ["retour", "geopend"] {
            let recipient = try #require(
                try ProfileFiles.embedded.get().recipients(of: message, from: "gemeente").first)
            #expect(recipient.choice == .originalSender(JSONPointer(tokens: ["bericht"])))
        }
    }

    @Test func onlyTheseMaySpeakInADossier() throws {
        let rules = try ProfileFiles.embedded.get().dossier
        #expect(rules.openerSpeaks)
        #expect(rules.alwaysSpeak == ["transferpunt"])
        #expect(rules.speakWhenAddressed == ["gemeente", "woningcorporatie"])
    }

    @Test func theTermsAreThoseOfTheAgreement() throws {
        let profile = try ProfileFiles.embedded.get()
        func limit(_ name: String) -> Term.Limit? { profile.terms.first { $0.name == name }?.limit }
        let twoWeeks = try Term.Limit.within(#require(CalendarSpan("P2W")))
        let threeMonths = try Term.Limit.within(#require(CalendarSpan("P3M")))
        #expect(limit("aanmelding-na-registratie") == twoWeeks)
        #expect(limit("mo-aanmelding") == twoWeeks)
        #expect(limit("mo-aanmeldbericht") == twoWeeks)
        #expect(limit("eerste-aanbod") == threeMonths)
        #expect(limit("tweede-aanbod") == threeMonths)
        #expect(
            limit("bw-aanmeldbericht") == .before(try #require(CalendarSpan("P3M")), preferably: CalendarSpan("P6M")))
        #expect(limit("bw-nieuwe-gemeente") == .before(try #require(CalendarSpan("P6M")), preferably: nil))
        #expect(limit("drie-partijen-overeenkomst") == .within(try #require(CalendarSpan("P2Y"))))
        #expect(limit("datalek-ap") == .withinHours(72))
        #expect(limit("avg-antwoord") == .within(try #require(CalendarSpan("P1M"))))
        #expect(limit("jaarverslag") == .beforeDayOfNextYear(month: 6, day: 1))
        #expect(profile.retention == CalendarSpan("P7Y"))
        #expect(profile.guides.map(\.number) == [300])
    }
}
