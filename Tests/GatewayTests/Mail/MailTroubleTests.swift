import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// What a node does when a mail server does not do what it should.
@Suite("Mail: servers that refuse, wait and break off", .serialized, .enabled(if: Peers.areDue, Peers.reason))
struct MailTroubleTests {
    struct Behaviour: Sendable, CustomTestStringConvertible {
        let name: String
        let state: OutboundState
        let reason: String?
        let mails: Int

        var testDescription: String { name }
    }

    static let behaviours = [
        Behaviour(name: "reject-rcpt", state: .failed, reason: "550 5.1.1 no such user", mails: 0),
        Behaviour(name: "reject-data", state: .failed, reason: "554 5.7.1 rejected", mails: 1),
        Behaviour(name: "size:2000", state: .failed, reason: "552", mails: 0),
        Behaviour(name: "tempfail", state: .deferred, reason: "451 4.3.0 try later", mails: 0),
        Behaviour(name: "greylist", state: .deferred, reason: "450 4.7.1 greylisted", mails: 0),
        Behaviour(name: "drop-after-data", state: .deferred, reason: "hetzelfde nummer", mails: 1),
        Behaviour(name: "no-starttls", state: .deferred, reason: "STARTTLS", mails: 0),
        Behaviour(name: "slow", state: .overhandigd, reason: nil, mails: 1),
    ]

    @Test("each is a state with its reason, and nothing is called delivered", arguments: behaviours)
    func behaviour(_ expected: Behaviour) async throws {
        let peer = try await MailPeer.start(expected.name)
        let (desk, group, sent) = try await Self.submit(to: peer)
        let summary = try await desk.wait(
            for: sent.message, to: 5, .failed, .deferred, .overhandigd, within: .seconds(300))
        #expect(summary.state == .outbound(expected.state))
        if let reason = expected.reason { #expect(summary.lastReason?.contains(reason) == true) }
        #expect(summary.lastReason?.contains("@") != true)
        #expect(peer.mailCount == expected.mails)
        await group.stop()
        #expect(!desk.log.contains("woningcorporatie@"))
        withExtendedLifetime(peer) {}
    }

    @Test("greylisting is over after a few attempts, all with one Message-ID")
    func greylisting() async throws {
        let peer = try await MailPeer.start("greylist")
        let (desk, group, sent) = try await Self.submit(to: peer)
        let id = DeliveryID(message: sent.message, recipient: try SampleRegion.oin(5))
        for _ in 0..<2 {
            try await desk.wait(for: sent.message, to: 5, .deferred)
            try await desk.store.retry(id, at: desk.clock.now, audit: [])
            try await until { try desk.store.delivery(id).state != .queued ? true : nil }
            try await until { try desk.store.delivery(id).state != .sending ? true : nil }
        }
        try await desk.wait(for: sent.message, to: 5, .overhandigd)
        #expect(peer.mailCount == 1)
        #expect(try peer.mail()["message_id"] as? String == "\(AS2MessageID(message: sent.message, sender: desk.oin))")
        await group.stop()
    }

    /// An aanmeldbericht for a party with a mail program, by way of a server.
    private static func submit(
        to peer: MailPeer
    ) async throws -> (desk: RunningNode, group: NodeGroup, SubmissionReport) {
        let region = try NodeRegion()
        _ = try MailWorld.prepare(region)
        let plan = MailPlan(address: MailWorld.node, sending: try peer.server(), fetching: nil)
        let desk = try SampleRegion.oin(2)
        let group = try await NodeGroup([1, 2], region: region) { change in
            if change.party == desk { change.mail = plan }
        }
        region.setEndpoint(5, "mailto:\(SampleRegion.mail(5, 1))")
        try group.publish()
        let first = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        try await group[1].wait(for: first.message, to: 2, .delivered)
        let form = try SampleProfiles.form("aanmeldbericht").setting("/uitstroomgemeente", "GM0080")
        return (
            try group[2], group, try await group[2].send("aanmeldbericht", form, dossier: first.dossier, chosen: [5])
        )
    }
}
