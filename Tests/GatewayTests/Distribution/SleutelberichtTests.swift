import Envelope
import Schemas
import Testing

@testable import Gateway

/// What the contactpersonen of a party are told about a request for keys.
@Suite struct SleutelberichtTests {
    private static let states: [Sleutelbericht.State] = [
        .asked(earliest: RotationFixture.now.adding(seconds: 86_400)), .approved(start: RotationFixture.now),
        .rejected(ground: "  niet gevraagd,\nzegt de partij " + String(repeating: "x", count: 300)),
    ]

    private func notice(_ form: Sleutelaanvraag, _ state: Sleutelbericht.State) throws -> Sleutelbericht {
        let directory = try RotationFixture().snapshot().directory
        return Sleutelbericht(
            request: form, message: UniqueID(milliseconds: 1_800_000_000_000, random: (1, 2)),
            signers: [RotationFixture.asker], state: state,
            administrator: try #require(directory.party(try SampleRegion.oin(9))))
    }

    @Test(arguments: states)
    func itIsAValidMessageOfTheProfile(state: Sleutelbericht.State) throws {
        let node = Sleutelaanvraag.Wish(
            use: .signing, request: try RotationFixture.request(.signing), isForNode: true)
        let forms = [
            try RotationFixture.form(),
            Sleutelaanvraag(name: "P", mail: RotationFixture.asker, wishes: [node], reason: .loss),
        ]
        let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
        for form in forms {
            let data = try notice(form, state).data(naming: "aanvraag")
            let report = try SampleProfiles.fryslan.get().check(
                bytes: data.encoded(), type: "sleutelbericht", copy: .filledIn, today: today)
            #expect(report.isValid, "\(report.findings)")
        }
    }

    @Test func itSaysWhichKeysWhoAskedAndWhatToDo() throws {
        let form = try RotationFixture.form()
        let data = try JSONDocument(
            parsing: try notice(form, Self.states[0]).data(naming: "aanvraag").encoded()
        ).root
        let fingerprint = KeyDesk.text(try form.fingerprint())
        #expect(data["vingerafdruk"]?.string == fingerprint)
        #expect(data["contactpersoon"]?["mailadres"]?.string == RotationFixture.asker)
        #expect(data["ondertekendDoor"]?.elements.map(\.string) == [RotationFixture.asker])
        #expect(data["ingang"]?.string == RotationFixture.now.adding(seconds: 86_400).description)
        #expect(
            data["sleutels"]?.elements.map { $0["vingerafdruk"]?.string }
                == (try form.wishes.map { KeyDesk.text(try $0.request.publicKey.fingerprint().bytes) }))
        let objection = try #require(data["bezwaar"]?.string)
        #expect(objection.contains("directory reject \(fingerprint.prefix(11))"))
        #expect(objection.contains(SampleRegion.mail(9, 1)) && objection.contains("keys revoke"))
    }

    @Test func aMailProgramShowsItInWords() throws {
        let profile = try SampleProfiles.fryslan.get()
        let type = try #require(profile.message(serving: .keyNotice)?.name)
        let form = try #require(profile.forms[type])
        let data = try notice(try RotationFixture.form(), Self.states[0]).data(naming: "aanvraag")
        let fields = FormReading(form: form, codeLists: [:]).fields(
            of: try JSONDocument(parsing: data.encoded()).root)
        #expect(fields.contains { $0.label == "Stand" && $0.value == "Aangevraagd" })
        #expect(fields.contains { $0.label == "In gebruik, op zijn vroegst" })
        #expect(fields.contains { $0.label == "Wat u kunt doen" })
    }
}
