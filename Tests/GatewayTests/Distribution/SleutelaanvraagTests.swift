import Envelope
import Schemas
import Testing

@testable import Gateway

/// Requests for keys: what they say, who stands behind them, and what the administrator may do with them.
@Suite struct SleutelaanvraagTests {
    private func read(_ tree: JSONTree) throws -> Sleutelaanvraag? {
        Sleutelaanvraag(try JSONDocument(parsing: tree.encoded()).root)
    }

    @Test func whatIsWrittenIsAValidMessageAndIsReadBack() throws {
        let form = try RotationFixture.form()
        #expect(try read(form.tree) == form)
        let profile = try SampleProfiles.fryslan.get()
        let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
        let report = try profile.check(
            bytes: form.tree.encoded(), type: "sleutelaanvraag", copy: .filledIn, today: today)
        #expect(report.isValid, "\(report.findings)")
    }

    @Test func theFingerprintIsThatOfPersonAndKeys() throws {
        let form = try RotationFixture.form()
        let turned = Sleutelaanvraag(
            name: "Anders", mail: form.mail, wishes: form.wishes.reversed(), reason: .loss)
        #expect(try form.fingerprint() == (try turned.fingerprint()))
        #expect(try form.fingerprint() != (try RotationFixture.form().fingerprint()))
        let other = Sleutelaanvraag(
            name: form.name, mail: RotationFixture.colleague, wishes: form.wishes, reason: form.reason)
        #expect(try form.fingerprint() != (try other.fingerprint()))
    }

    @Test func aRequestThatContradictsItselfIsNone() throws {
        let key = try PrivateKey.generate()
        func form(_ wishes: Sleutelaanvraag.Wish...) -> Sleutelaanvraag {
            Sleutelaanvraag(name: "P", mail: RotationFixture.asker, wishes: wishes, reason: .renewal)
        }
        let signing = Sleutelaanvraag.Wish(use: .signing, request: try RotationFixture.request(.signing, key: key))
        let other = Sleutelaanvraag.Wish(use: .encryption, request: try RotationFixture.request(.encryption, key: key))
        #expect(try read(form(signing).tree) != nil)
        #expect(try read(form(signing, other).tree) == nil)
        #expect(try read(form(signing, signing).tree) == nil)
        let wrong = Sleutelaanvraag.Wish(
            use: .signing, request: try RotationFixture.request(.signing, says: .encryption))
        #expect(try read(form(wrong).tree) == nil)
        let cut = try form(signing).tree.setting("/certificaataanvragen/0/aanvraag", "QUJD")
        #expect(try read(cut) == nil)
    }

    private typealias Reason = Sleutelaanvraag.Reason

    private func missing(_ reason: Sleutelaanvraag.Reason, _ mails: [String], isCompared: Bool) throws -> String? {
        let form = try RotationFixture.form(reason)
        var one = SleutelaanvraagCase(
            party: try SampleRegion.oin(1), request: form, fingerprint: try form.fingerprint())
        for mail in mails {
            one.add(.init(message: UniqueID(random: (1, 1)), mail: mail, receivedAt: RotationFixture.now))
        }
        return one.missing(isCompared: isCompared)
    }

    @Test func aThiefOfOneKeyCanNotRenewHimself() throws {
        let (asker, colleague) = (RotationFixture.asker, RotationFixture.colleague)
        #expect(try missing(.renewal, [asker], isCompared: false) != nil)
        #expect(try missing(.renewal, [asker], isCompared: true) == nil)
        #expect(try missing(.renewal, [asker, colleague], isCompared: false) == nil)
        #expect(try missing(.renewal, [colleague], isCompared: true) != nil)
        #expect(try missing(.renewal, [], isCompared: true) != nil)
        #expect(try missing(.renewal, [asker, asker], isCompared: false) != nil)
    }

    @Test(arguments: [Sleutelaanvraag.Reason.first, .loss, .misuse])
    func aLostOrFirstKeyNeedsSomebodyElseAndAComparison(reason: Sleutelaanvraag.Reason) throws {
        let (asker, colleague) = (RotationFixture.asker, RotationFixture.colleague)
        #expect(try missing(reason, [colleague], isCompared: true) == nil)
        #expect(try missing(reason, [colleague], isCompared: false) != nil)
        #expect(try missing(reason, [asker], isCompared: true) != nil)
    }

    @Test func whatArrivedIsCollectedWithItsSigners() async throws {
        let fixture = try RotationFixture()
        let snapshot = try fixture.snapshot()
        let store = try StoreFixture()
        let opened = try store.open()
        let form = try RotationFixture.form()
        for (number, mail) in [RotationFixture.asker, RotationFixture.colleague].enumerated() {
            let arrival = try fixture.arrival(form, signedBy: mail, in: snapshot, number: UInt64(number))
            _ = try await opened.receive(arrival, dossier: nil, audit: [])
        }
        let desk = SleutelaanvraagDesk(store: opened, snapshot: snapshot, decisions: SleutelaanvraagDecisions())
        let cases = try desk.cases()
        #expect(cases.count == 1)
        let one = try #require(cases.first)
        #expect(one.request == form)
        #expect(Set(one.support.map(\.mail)) == [RotationFixture.asker, RotationFixture.colleague])
        #expect(one.missing(isCompared: false) == nil)

        // A signer whose key was revoked since supports nothing, whenever it signed.
        let revoked = try fixture.region.setting(
            "/parties/0/contactpersonen/1/keys/0/revoked", .string(RotationFixture.now.description))
        let later = SleutelaanvraagDesk(
            store: opened, snapshot: try fixture.snapshot(revoked), decisions: SleutelaanvraagDecisions())
        #expect(try later.cases().first?.support.map(\.mail) == [RotationFixture.asker])

        // A decision stays with the request.
        var decisions = SleutelaanvraagDecisions()
        decisions.all.append(
            SleutelaanvraagDecision(
                fingerprint: try form.fingerprint(), isApproved: false, time: RotationFixture.now, actor: "beheer",
                ground: "niet gevraagd"))
        decisions = try SleutelaanvraagDecisions(parsing: decisions.encoded())
        let decided = SleutelaanvraagDesk(store: opened, snapshot: snapshot, decisions: decisions)
        #expect(try decided.cases().first?.decision?.ground == "niet gevraagd")
        opened.close()
    }
}
