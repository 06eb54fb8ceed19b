import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// A woningcorporatie that has nothing but a mail program, and the transferpunt's node.
@Suite("Mail: a party with a mail program", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct MailClientTests {
    @Test("the mail is opened with stock openssl; its text has every field under the label of the form")
    func readable() async throws {
        let world = try await MailWorld.make()
        let (_, mail, form) = try await world.offer()
        let content = try await world.client.read(mail, at: world.now)
        let text = LetterText.unquoted(content)
        let profile = try SampleProfiles.fryslan.get()
        let labels = try #require(profile.forms["aanmeldbericht"])
        let data = try JSONDocument(parsing: form.encoded()).root
        let fields = FormReading(form: labels, codeLists: profile.codeLists).fields(of: data)
        #expect(fields.count >= 6)
        for field in fields {
            #expect(text.contains("\(field.label):"), "\(field.label)")
            if let value = field.value?.split(whereSeparator: \.isNewline).first {
                #expect(text.contains(value), "\(field.label)")
            }
        }
        #expect(text.contains(AnswerForm.opening))
        let opened = try await world.client.readIndependently(mail)
        #expect(opened.contains(content.replacing("\r\n", with: "\n").prefix(2_000)) || opened.contains(content))
        await world.group.stop()
    }

    @Test("an answer in the lines of the mail becomes a reactie, and closes the message")
    func answer() async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let filled = try await world.answer(to: mail)
        let reply = try await world.client.mail(filled, to: MailWorld.node, for: world.ours, at: world.now)
        try await world.deliver(reply)
        try await world.desk.wait(for: sent.message, to: 5, .delivered)
        let steps = try world.desk.steps(of: sent.message, to: 5)
        #expect(steps.map(\.kind) == [.beantwoord])
        let arrival = try #require(try world.desk.arrivals().first { $0.type == "reactie" })
        #expect(arrival.dossier == sent.dossier)
        await world.group.stop()
    }

    @Test("the form as an attachment is an answer too, encrypted for four people, and not for five")
    func attached() async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let text = LetterText.unquoted(try await world.client.read(mail, at: world.now))
        let token = try #require(AnswerForm.token(in: text))
        let form = try SampleProfiles.form("reactie-toewijzing")
            .setting("/\(AnswerForm.tokenMember)", .string("\(token)"))
        let signed = try world.client.signed(MailClient.entity(attaching: form.encoded()), at: world.now)
        let others = try [SampleRegion.mail(5, 2), SampleRegion.mail(1, 1), SampleRegion.mail(1, 2)].map { address in
            try #require(world.group.region.holder(of: address, use: "encryption")).certificate
        }
        let node = MailWorld.node
        try await world.deliver(try await world.client.sealed(signed, to: node, for: world.ours + others))
        try await world.wait(for: 1, aside: .refused)
        try await world.deliver(try await world.client.sealed(signed, to: node, for: others.prefix(2) + world.ours))
        try await world.desk.wait(for: sent.message, to: 5, .delivered)
        let arrival = try #require(try world.desk.arrivals().first { $0.type == "reactie" })
        #expect(arrival.dossier == sent.dossier)
        await world.group.stop()
    }

    @Test("an answer whose From is not the signer, or whose token is another's, is put aside")
    func forged() async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let text = LetterText.unquoted(try await world.client.read(mail, at: world.now))
        let filled = try LetterText.filled(
            text, ["Soort reactie": "Ingetrokken", "Datum van de reactie": "20-11-2026"])
        let node = MailWorld.node
        let other = try await world.client.mail(
            filled, to: node, for: world.ours, at: world.now, from: SampleRegion.mail(5, 2))
        try await world.deliver(other)
        try await world.wait(for: 1, aside: .refused)
        let token = try #require(AnswerForm.token(in: filled))
        let changed = String("\(token)".dropLast()) + ("\(token)".hasSuffix("0") ? "1" : "0")
        let wrong = try await world.client.mail(
            filled.replacing("\(token)", with: changed), to: node, for: world.ours, at: world.now)
        try await world.deliver(wrong)
        try await world.wait(for: 1, aside: .answer)
        try await world.desk.wait(for: sent.message, to: 5, .overhandigd)
        await world.group.stop()
    }

    @Test("a report that the mail did not arrive is matched to its message, and a person is told why")
    func bounced() async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let own = try world.desk.oin
        let id = AS2MessageID(message: sent.message, sender: own)
        #expect(String(decoding: mail, as: UTF8.self).contains("Message-ID: \(id)"))
        let node = MailWorld.node
        let report = """
            From: MAILER-DAEMON@post.example
            To: \(node)
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            \tboundary="grens"

            --grens
            Content-Type: text/plain

            helaas
            --grens
            Content-Type: message/delivery-status

            Reporting-MTA: dns; post.example

            Final-Recipient: rfc822; \(world.client.address)
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <\(world.client.address)>: Recipient unknown

            --grens
            Content-Type: text/rfc822-headers

            Message-ID: \(id)
            Subject: Weer Thuis bericht
            --grens--

            """
        try await world.deliver(Array(report.replacing("\n", with: "\r\n").utf8))
        let summary = try await world.desk.wait(for: sent.message, to: 5, .failed)
        #expect(summary.lastReason?.contains("5.1.1") == true)
        #expect(summary.lastReason?.contains("@") == false)
        await world.group.stop()
    }

    @Test("after a number of days a person is asked about what nobody answered")
    func unanswered() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(10), limit: 1)
        try await store.recordHandedOver(new.delivery, at: StoreFixture.time(20), audit: [])
        let early = try await store.askAboutHandedOver(
            before: StoreFixture.time(20), reason: "vraag", at: StoreFixture.time(30))
        #expect(early.isEmpty)
        let asked = try await store.askAboutHandedOver(
            before: StoreFixture.time(21), reason: "vraag", at: StoreFixture.time(30))
        #expect(asked == [new.delivery])
        let again = try await store.askAboutHandedOver(
            before: StoreFixture.time(21), reason: "vraag", at: StoreFixture.time(30))
        #expect(again.isEmpty)
        let stored = try store.delivery(new.delivery)
        #expect(stored.lastReason == "vraag")
        #expect(stored.state == .overhandigd)
        store.close()
    }
}
