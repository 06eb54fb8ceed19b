import Envelope
import Schemas
import Testing

@testable import Gateway

/// A request for keys of a party whose contactpersonen read mail: its own software asks, and the regiobeheerder's node tells both.
@Suite("Mail: a request for keys", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct KeyNoticeMailTests {
    private static let asker = SampleRegion.mail(5, 1)

    private static func form() throws -> Sleutelaanvraag {
        let subject = try CertificateName(
            commonName: "Persoon 5-1", organization: "Partij 5", organizationNumber: SampleRegion.oinText(5))
        let request = try CertificateRequest(
            subject: subject, key: try PrivateKey.generate(), use: .signing, email: asker)
        return Sleutelaanvraag(
            name: "Persoon 5-1", mail: asker, wishes: [Sleutelaanvraag.Wish(use: .signing, request: request)],
            reason: .renewal)
    }

    @Test("both contactpersonen get the sleutelbericht by mail, and open it with stock openssl")
    func told() async throws {
        let system = try await MailSystem.start()
        let administrator = NodeRegion.Member(number: 9, role: "regiobeheerder", codes: [])
        let region = try NodeRegion(NodeRegion.convenant + [administrator])
        _ = try MailWorld.prepare(region, for: 9)
        let plan = MailPlan(address: MailJourneyTests.address(2), sending: try system.sending, fetching: nil)
        let own = try SampleRegion.oin(9)
        let group = try await NodeGroup([5, 9], region: region) { change in
            if change.party == own { change.mail = plan }
        }
        let people = try (1...2).map { try MailWorld.client($0, in: region) }
        region.setEndpoint(5, "mailto:\(Self.asker)")
        try group.publish()
        let form = try Self.form()
        let sent = try await group[5].send("sleutelaanvraag", form.tree)
        try await group[5].wait(for: sent.message, to: 9, .delivered)
        let fingerprint = KeyDesk.text(try form.fingerprint())
        for person in people {
            // The verdict on the request is the other one.
            try await system.wait(for: 2, of: person.address)
            var texts: [String] = []
            for mail in system.mails(of: person.address) {
                texts.append(LetterText.unquoted(try await person.read(mail, at: group.clock.now)))
            }
            let notice = try #require(texts.first { $0.contains("Stand: Aangevraagd") }, "\(person.address)")
            #expect(notice.contains(fingerprint))
            #expect(notice.contains(Self.asker))
            #expect(notice.contains("directory reject"))
        }
        await group.stop()
    }
}
