import Schemas
import Testing

/// The examples under Tests/Vectors/formulieren, as a coordinator would fill them in.
@Suite struct ExampleFormTests {
    static let today = CivilDate("2026-11-21")

    @Test func everyMessageTypeHasACompleteExample() throws {
        let profile = try ProfileFiles.embedded.get()
        let names = try ProfileFiles.formNames()
        for message in profile.messages { #expect(names.contains(message.name), "\(message.name)") }
    }

    @Test(arguments: try ProfileFiles.formNames().filter { !$0.hasSuffix("-onvolledig") })
    func aCompleteFormHasNoFindings(_ name: String) throws {
        let profile = try ProfileFiles.embedded.get()
        let copy: MessageCopy = name.hasSuffix("-transferpunt") ? .forRole("transferpunt") : .filledIn
        let report = try profile.check(
            bytes: ProfileFiles.form(name), type: ProfileFiles.messageType(of: name), copy: copy,
            today: try #require(Self.today))
        #expect(report.findings == [])
    }

    @Test func anIncompleteRegistratieTellsEverythingAtOnceInTheOrderOfTheForm() throws {
        let findings = try findings(of: "registratie-onvolledig")
        #expect(
            findings == [
                "WT3003 /burgerservicenummer", "WT3001 /geboortedatum", "WT5001 /huidigAdres/postcode",
                "WT2101 /identiteit", "WT2101 /toestemming", "WT4002 /startVerblijfOpvang",
                "WT4002 /startVerblijfOpvang",
                "WT2101 /naamCasusregisseur",
            ])
    }

    @Test func anIncompleteAanmeldingTellsWhatAnswersMakeRequired() throws {
        #expect(
            try findings(of: "aanmelding-onvolledig") == [
                "WT2101 /telefoonnummer", "WT3102 /hoofdinkomen", "WT5001 /redenInzetTransferpunt",
            ])
    }

    private func findings(of name: String) throws -> [String] {
        let report = try ProfileFiles.embedded.get().check(
            bytes: ProfileFiles.form(name), type: ProfileFiles.messageType(of: name),
            today: try #require(Self.today))
        return report.findings.map { "\($0.code.rawValue) \($0.pointer)" }
    }
}
