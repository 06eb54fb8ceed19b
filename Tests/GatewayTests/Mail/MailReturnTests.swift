import Envelope
import Schemas
import Testing

@testable import Gateway

/// What real servers bring back or bring twice.
@Suite("Mail: bounces and breaks with real servers", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct MailReturnTests {
    @Test("a bounce by Postfix is matched to its message, whose reason it becomes")
    func bounce() async throws {
        let world = try await MailWorld.make(endpoint: "weg@elders.example")
        let (sent, _) = try await world.submit()
        let summary = try await world.desk.wait(for: sent.message, to: 5, .failed, within: .seconds(300))
        #expect(summary.lastReason?.contains("5.3.0") == true)
        #expect(summary.lastReason?.contains("vol") == true)
        #expect(summary.lastReason?.contains("@") == false)
        try await world.wait(for: 1, aside: .report)
        await world.group.stop()
    }

    @Test("a connection that breaks after the data: the message goes again, and takes effect once")
    func dropped() async throws {
        let system = try await MailSystem.start()
        let peer = try await MailPeer.start("drop-after-data")
        let first = try SampleRegion.oin(1)
        let breaking = MailPlan(
            address: MailJourneyTests.address(1), sending: try peer.server(),
            fetching: try system.fetching(MailJourneyTests.address(1)))
        let group = try await MailJourneyTests.group([1, 2], system) { plan in
            if plan.party == first { plan.mail = breaking }
        }
        let (sender, desk) = (try group[1], try group[2])
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        let id = DeliveryID(message: report.message, recipient: try desk.oin)
        let summary = try await sender.wait(for: report.message, to: 2, .deferred)
        #expect(summary.lastReason?.contains("hetzelfde nummer") == true)
        try await sender.store.retry(id, at: sender.clock.now, audit: [])
        try await until { peer.mailCount == 2 ? true : nil }

        let node = MailJourneyTests.address(2)
        let mails = [try peer.bytes(1), try peer.bytes(2)]
        #expect(Set(try (1...2).map { try peer.mail($0)["message_id"] as? String }).count == 1)
        for mail in mails { try await system.post(mail, from: MailJourneyTests.address(1), to: node) }
        try await system.wait(for: 2, of: node, in: "Weer Thuis verwerkt")
        try await sender.wait(for: report.message, to: 2, .delivered)
        let steps = try await sender.chain(of: report.message, to: 2, count: 2)
        #expect(steps.map(\.kind) == [.opgeslagen, .gekeurd])
        #expect(try desk.arrivals().count == 1)
        #expect(try sender.arrivals().count == 1)
        await group.stop()
    }
}
