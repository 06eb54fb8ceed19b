import Envelope
import Schemas
import Testing

@testable import Gateway

/// Receipts by mail: those of mail programs, and those of nodes that stop in between.
@Suite("Mail: receipts", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct MailReceiptTests {
    @Test(
        "a receipt that a mail program signs closes the message, and can be shown to others", arguments: [false, true])
    func personal(isEncrypted: Bool) async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let receipt = try await world.client.receipt(for: mail)
        let answer =
            isEncrypted
            ? try await world.client.sealed(Array(receipt.utf8), to: MailWorld.node, for: world.ours)
            : world.client.mail(receipt: receipt, to: MailWorld.node)
        try await world.deliver(answer)
        try await world.desk.wait(for: sent.message, to: 5, .delivered)
        #expect(try world.desk.steps(of: sent.message, to: 5).map(\.kind) == [.opgeslagen])
        let id = DeliveryID(message: sent.message, recipient: try SampleRegion.oin(5))
        let stored = try #require(try world.desk.store.delivery(id).receipt)
        let evidence = try #require(try world.desk.store.evidence(of: .outbound(id)))
        try await world.client.verify(receipt: stored, about: evidence)
        await world.group.stop()
    }

    @Test("a receipt by somebody else, or about something else, goes to a folder, and changes nothing")
    func forged() async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let (client, node) = (world.client, MailWorld.node)
        let receipt = try await client.receipt(for: mail)
        try await world.deliver(client.mail(receipt: receipt, to: node, from: SampleRegion.mail(5, 2)))
        try await world.wait(for: 1, aside: .receipt)
        // The key of a contactpersoon of another party.
        let stranger = try MailClient(
            client.address,
            signing: try #require(world.group.region.holder(of: SampleRegion.mail(1, 1), use: "signing")),
            encryption: try #require(world.group.region.holder(of: client.address, use: "encryption")))
        let foreign = try await stranger.receipt(for: mail)
        try await world.deliver(client.mail(receipt: foreign, to: node))
        try await world.wait(for: 2, aside: .receipt)
        // The same message goes once more: the first receipt is about a mail that no longer stands for it.
        let id = DeliveryID(message: sent.message, recipient: try SampleRegion.oin(5))
        try await world.desk.store.retry(id, at: world.now, audit: [])
        world.desk.ring()
        try await until { world.system.mails(of: client.address).count == 2 ? true : nil }
        try await world.desk.wait(for: sent.message, to: 5, .overhandigd)
        try await world.deliver(client.mail(receipt: receipt, to: node))
        try await world.wait(for: 3, aside: .receipt)
        let summary = try await world.desk.wait(for: sent.message, to: 5, .overhandigd)
        #expect(summary.lastReason == nil)
        #expect(try world.desk.store.delivery(id).receipt == nil)
        #expect(world.desk.log.contains("receipt-mic"))
        await world.group.stop()
    }

    @Test("a node that stops after it took a form, before its receipt went, sends the receipt when it starts again")
    func stopped() async throws {
        let system = try await MailSystem.start()
        let second = try SampleRegion.oin(2)
        let address = MailJourneyTests.address(2)
        let nobody = MailServer(
            url: "smtp://localhost:\(try #require(TestPort.next()))", login: nil, authorities: nil)
        let silent = MailPlan(address: address, sending: nobody, fetching: try system.fetching(address))
        let speaking = MailPlan(address: address, sending: try system.sending, fetching: try system.fetching(address))
        let group = try await MailJourneyTests.group([1, 2], system) { plan in
            if plan.party == second { plan.mail = silent }
        }
        let (sender, desk) = (try group[1], try group[2])
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await system.wait(for: 1, of: address, in: "Weer Thuis verwerkt")
        try await sender.wait(for: report.message, to: 2, .deferred)
        await desk.node.stop()
        let again = try await RunningNode(2, in: group.region, clock: group.clock, fixture: desk.fixture) { plan in
            plan.mail = speaking
        }
        try await sender.wait(for: report.message, to: 2, .delivered)
        #expect(try again.arrivals().count == 1)
        try await until { try again.store.owed().isEmpty ? true : nil }
        await again.node.stop()
        await sender.node.stop()
    }
}
