import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// Mails that pretend to be from somebody else ("Johnny, you are fired", Müller and others, 2019). Each is refused, goes to a folder
/// with the reason, and is counted; nothing of it takes effect.
@Suite("Mail: forged mails", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct MailAttackTests {
    private static let other = "\r\nContent-Type: text/plain\r\n\r\nEen andere tekst.\r\n"

    @Test("from a mail program: two From, another's From, unsigned, signed beside unsigned, wrapped, another's source")
    func programs() async throws {
        let world = try await MailWorld.make()
        let (sent, mail, _) = try await world.offer()
        let filled = try await world.answer(to: mail)
        let client = world.client
        let colleague = try MailWorld.client(2, in: world.group.region)
        let signed = try client.signed(MailClient.entity(filled), at: world.now)
        func sealed(_ content: [UInt8], from: String? = nil) async throws -> [UInt8] {
            try await client.sealed(content, to: MailWorld.node, for: world.ours, from: from)
        }
        let genuine = try await sealed(signed)

        try await world.deliver(Array("From: \(colleague.address)\r\n".utf8) + genuine)
        try await world.deliver(try await sealed(signed, from: "\(client.address), \(colleague.address)"))
        try await world.wait(for: 2, aside: .unreadable)

        let beside =
            Array("Content-Type: multipart/mixed; boundary=\"grens\"\r\n\r\n--grens\r\n".utf8) + signed
            + Array("\r\n--grens\(Self.other)--grens--\r\n".utf8)
        let refused = [
            try await sealed(signed, from: colleague.address),
            try await sealed(MailClient.entity(filled)),
            try await sealed(beside),
            try await sealed(try colleague.signed(signed, at: world.now), from: colleague.address),
            try await sealed(try client.signed(genuine, at: world.now)),
            try await sealed(try client.signed(try Self.foreign(world), at: world.now)),
            try await sealed(signed, from: SampleRegion.mail(6, 1)),
        ]
        for mail in refused { try await world.deliver(mail) }
        try await world.wait(for: refused.count, aside: .refused)

        try await world.deliver(try await sealed(signed, from: "vreemde@elders.example"))
        try await world.wait(for: 1, aside: .unknownSender)
        let stranger = try await client.sealed(signed, to: "iemand@elders.example", for: world.ours)
        try await world.deliver(stranger)
        let others = try await client.sealed(signed, to: MailWorld.node, for: [])
        try await world.deliver(others)
        try await world.wait(for: 2, aside: .notForUs)

        try await world.desk.wait(for: sent.message, to: 5, .overhandigd)
        #expect(try world.desk.arrivals().allSatisfy { $0.type != "reactie" })
        try await world.deliver(genuine)
        try await world.desk.wait(for: sent.message, to: 5, .delivered)
        #expect(try world.desk.arrivals().count { $0.type == "reactie" } == 1)
        await world.group.stop()
    }

    @Test("from a node: a header that is not the one that was signed")
    func nodes() async throws {
        let system = try await MailSystem.start()
        let group = try await MailJourneyTests.group([1, 2], system)
        let caught = "vangnet@partij2.example"
        group.region.setEndpoint(2, "mailto:\(caught)")
        try group.publish()
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        try await system.wait(for: 1, of: caught)
        let genuine = try LetterText.asSent(try #require(system.mails(of: caught).first))
        let node = MailJourneyTests.address(2)
        let from = "From: \(SampleRegion.mail(1, 1))\r\n"
        #expect(genuine.contains(from))
        let refused = [
            genuine.replacing(from, with: "From: \(SampleRegion.mail(1, 2))\r\n"),
            genuine.replacing(from, with: "From: \(SampleRegion.mail(10, 1))\r\n"),
            genuine.replacing("To: \(caught)", with: "To: \(node)"),
            genuine.replacing("Message-ID: <", with: "Message-ID: <1"),
        ]
        for mail in refused { try await system.post(Array(mail.utf8), from: SampleRegion.mail(10, 1), to: node) }
        let twice = genuine.replacing(from, with: from + "From: \(SampleRegion.mail(1, 2))\r\n")
        try await system.post(Array(twice.utf8), from: SampleRegion.mail(10, 1), to: node)
        try await system.wait(for: refused.count, of: node, in: MailAside.refused.folder("Weer Thuis opzij"))
        try await system.wait(for: 1, of: node, in: MailAside.unreadable.folder("Weer Thuis opzij"))
        #expect(try group[2].arrivals().isEmpty)

        try await system.post(Array(genuine.utf8), from: SampleRegion.mail(1, 1), to: node)
        try await group[1].wait(for: report.message, to: 2, .delivered)
        #expect(try group[2].arrivals().count == 1)
        await group.stop()
    }

    /// A message that says it comes from another woningcorporatie.
    private static func foreign(_ world: MailWorld) throws -> [UInt8] {
        let summary = try #require(try world.desk.arrivals().first)
        guard case .inbound(let id) = summary.id else { return [] }
        let arrival = try world.desk.store.arrival(id)
        let text = String(decoding: arrival.content, as: UTF8.self)
            .replacing(SampleRegion.oinText(1), with: SampleRegion.oinText(6))
        return Array(
            "Content-Type: application/cloudevents+json\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8)
            + Array(
                Data(text.utf8).base64EncodedString(options: [
                    .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
                ]).utf8)
            + Array("\r\n".utf8)
    }
}
