import Envelope
import Schemas
import Testing

@testable import Gateway

/// Receipts as weapons: what is signed must not be about another party's message, and what comes by itself must prove its subject.
@Suite("Node: receipts about others", .serialized)
struct ForeignReceiptTests {
    private static func messageID(_ id: UniqueID, _ number: Int) -> String {
        "<\(id)@\(SampleRegion.oinText(number)).weerthuis.nl>"
    }

    @Test("nobody gets a signed answer under the Message-ID of another party's message, or of another message")
    func borrowedID() async throws {
        let group = try await NodeGroup([2])
        let care = try Forger(group, as: 10)
        let id = StoreFixture.messageID()
        let forbidden = try care.message("doorgeleiding", try SampleProfiles.form("doorgeleiding"), to: 2, id: id)
        let allowed = try care.message("registratie", try SampleProfiles.form("registratie"), to: 2)
        let foreign = Self.messageID(StoreFixture.messageID(), 1)
        for message in [forbidden, allowed, Array("{}".utf8)] {
            let envelope = try care.envelope(message, to: 2)
            #expect(try await care.raw(envelope, to: 2, messageID: foreign).status == 403)
        }
        let envelope = try care.envelope(forbidden, to: 2)
        let other = Self.messageID(StoreFixture.messageID(), 10)
        #expect(try await care.raw(envelope, to: 2, messageID: other).status == 403)
        #expect(try group[2].arrivals().isEmpty)
        let own = try await care.raw(envelope, to: 2, messageID: Self.messageID(id, 10))
        #expect(own.status == 200)
        let text = String(decoding: own.body, as: UTF8.self)
        #expect(text.contains("processed/error: WT8004"))
        #expect(text.contains("Received-Content-MIC: "))
        await group.stop()
    }

    @Test("a refusal that comes by itself counts with the digest of the message only; a receipt counts once")
    func lateRefusal() async throws {
        let (group, delivery, mic) = try await waiting()
        let sender = try group[1]
        let other = try Sealer.mic(of: Array("iets anders".utf8))
        let refused = try #require(ReceiptDisposition(.error, "WT8004"))
        for (disposition, digest) in [(refused, nil), (refused, other), (.processed, other)] as [(_, Digest?)] {
            let status = try await post(disposition, digest, about: delivery.message, group)
            #expect(status == 403)
        }
        #expect(try await post(refused, mic, about: delivery.message, group, outerTo: 3) == 403)
        #expect(try state(delivery, sender) == .outbound(.deferred))
        #expect(try await post(refused, mic, about: delivery.message, group) == 200)
        #expect(try state(delivery, sender) == .outbound(.failed))
        for _ in 1...2 { #expect(try await post(.processed, mic, about: delivery.message, group) == 200) }
        #expect(try state(delivery, sender) == .outbound(.delivered))
        #expect(sender.node.metrics.value(.attempts, "delivered") == 1)
        await group.stop()
    }

    @Test("whoever says again and again that he could not decrypt has the directory asked for once")
    func repeatedDecryptionFailure() async throws {
        let (group, delivery, mic) = try await waiting()
        let sender = try group[1]
        let before = sender.directory.refreshes
        for _ in 1...5 { #expect(try await post(.decryptionFailed, nil, about: delivery.message, group) == 200) }
        #expect(sender.directory.refreshes - before == 1)
        #expect(try state(delivery, sender) == .outbound(.deferred))
        #expect(try await post(.processed, mic, about: delivery.message, group) == 200)
        try await Task.sleep(for: .milliseconds(1_100))
        let ended = sender.directory.refreshes
        #expect(try await post(.decryptionFailed, nil, about: delivery.message, group) == 200)
        #expect(sender.directory.refreshes == ended)
        await group.stop()
    }

    @Test("a receipt for a store that is closed is asked for again")
    func closedStore() async throws {
        let (group, delivery, mic) = try await waiting()
        let sender = try group[1]
        sender.store.close()
        #expect(try await post(.processed, mic, about: delivery.message, group) == 503)
        await group.stop()
    }

    /// A node whose message waits because its receiver can't be reached, and the message's digest.
    private func waiting() async throws -> (group: NodeGroup, delivery: DeliveryID, mic: Digest) {
        let group = try await NodeGroup([1])
        group.region.setEndpoint(2, "https://127.0.0.1:9/as2")
        try group.publish()
        let sender = try group[1]
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: report.message, to: 2, .deferred)
        let delivery = DeliveryID(message: report.message, recipient: try SampleRegion.oin(2))
        return (group, delivery, try Sealer.mic(of: try sender.store.delivery(delivery).content))
    }

    private func state(_ delivery: DeliveryID, _ node: RunningNode) throws -> MessageSummary.State {
        try node.store.summary(of: .outbound(delivery)).state
    }

    /// Sends a receipt of party 2, signed by its node, to party 1.
    private func post(
        _ disposition: ReceiptDisposition, _ mic: Digest?, about message: UniqueID, _ group: NodeGroup, outerTo: Int = 1
    ) async throws -> Int {
        let holder = try #require(group.region.holders(of: 2).first)
        let signer = try MessageSigner(certificate: holder.certificate, key: holder.key)
        let receipt = try ReceiptSigner(signer).sign(
            Receipt(
                finalRecipient: SampleRegion.oinText(2), originalMessageID: Self.messageID(message, 1),
                disposition: disposition, mic: mic), at: group.clock.now)
        let partner = try Forger(group, as: 2)
        return try await partner.raw(
            receipt.body, to: 1, outerTo: outerTo, headers: ["Content-Type": receipt.contentType]
        ).status
    }
}
