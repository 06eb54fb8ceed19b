import Envelope
import Schemas
import Testing

@testable import Gateway

/// What changes while a message waits: keys, directory, addresses, the node itself.
@Suite("Node: what changes on the way", .serialized)
struct ChangeTests {
    private static let nowhere = "https://127.0.0.1:9/as2"

    /// The contactpersonen of a party get new encryption keys tomorrow.
    private func rotating(_ number: Int) throws -> NodeRegion {
        let region = try NodeRegion()
        let mint = try CertificateMint.shared.get()
        for person in 1...2 {
            let mail = SampleRegion.mail(number, person)
            try region.setKeys(of: mail) { keys in
                for index in keys.indices where keys[index].use == "encryption" { keys[index].retiring = 1 }
                let holder = try mint.issue(
                    "Persoon", oin: SampleRegion.oinText(number), mail: mail, use: .encryption)
                keys.append(NodeRegion.Entry(holder: holder, use: "encryption", active: 1))
            }
        }
        return region
    }

    @Test("a message that waits is sealed to the new key, with the same content and digest")
    func rotatedKey() async throws {
        let region = try rotating(2)
        let group = try await NodeGroup(
            [1, 2], region: region, keys: { region, number in region.ring(of: number) { $0.retiring == nil } })
        region.setEndpoint(2, Self.nowhere)
        try group.publish()
        let sender = try group[1]
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: report.message, to: 2, .deferred)
        let delivery = DeliveryID(message: report.message, recipient: try SampleRegion.oin(2))
        let content = try sender.store.delivery(delivery).content

        group.clock.advance(seconds: 86_400 + 60)
        region.setEndpoint(2, "https://127.0.0.1:\(try group[2].node.port)/as2")
        try group.publish()
        sender.ring()
        try await sender.wait(for: report.message, to: 2, .delivered)
        let delivered = try sender.store.delivery(delivery)
        #expect(delivered.content == content)
        #expect(delivered.mic == (try Sealer.mic(of: content).bytes))
        #expect(delivered.attempts == 2)
        let evidence = try #require(try sender.store.evidence(of: .outbound(delivery)))
        #expect(String(decoding: evidence, as: UTF8.self).hasPrefix("Content-Type: multipart/signed;"))
        await group.stop()
    }

    @Test("an unsigned refusal makes the node look for a newer directory, and try again at once")
    func staleDirectory() async throws {
        let region = try rotating(2)
        let group = try await NodeGroup(
            [1, 2], region: region, keys: { region, number in region.ring(of: number) { $0.retiring == nil } })
        let sender = try group[1]
        // The sender's edition has the keys of yesterday only; the receiver has destroyed them.
        group.clock.advance(seconds: 86_400 + 60)
        try group.publish()
        let fresh = sender.directory.current
        for person in 1...2 {
            try region.setKeys(of: SampleRegion.mail(2, person)) { keys in
                keys.removeAll { $0.active == 1 }
                for index in keys.indices { keys[index].retiring = nil }
            }
        }
        sender.directory.set(try region.publish(at: group.clock.now))
        sender.directory.offer(fresh)
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        let summary = try await sender.wait(for: report.message, to: 2, .delivered)
        #expect(summary.attempts == 1)
        await group.stop()
    }

    @Test("past the directory's last day nothing is sent, what waits says why, and what arrives is put off")
    func expiredDirectory() async throws {
        let region = try NodeRegion()
        region.setValidity(days: 1)
        let group = try await NodeGroup([1, 2], region: region)
        region.setEndpoint(2, Self.nowhere)
        try group.publish()
        let sender = try group[1]
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: report.message, to: 2, .deferred)
        let forger = try Forger(group, as: 1)
        let envelope = try forger.envelope(
            try forger.message("registratie", try SampleProfiles.form("registratie"), to: 2), to: 2)
        group.clock.advance(seconds: 2 * 86_400)
        sender.ring()
        let reason = try await until {
            let id = StoredMessageID.outbound(DeliveryID(message: report.message, recipient: try SampleRegion.oin(2)))
            let summary = try sender.store.summary(of: id)
            return summary.attempts == 2 && summary.state == .outbound(.deferred) ? summary.lastReason : nil
        }
        #expect(reason.hasPrefix("Het adresboek is verlopen"))
        await #expect(throws: SubmissionError.self) {
            _ = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        }
        #expect(try await forger.raw(envelope, to: 2).status == 503)
        await group.stop()
    }

    @Test("a party that is reached by mail only waits, and says why")
    func mailOnly() async throws {
        let group = try await NodeGroup([1])
        group.region.setEndpoint(2, "mailto:post@partij2.example")
        try group.publish()
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        let summary = try await group[1].wait(for: report.message, to: 2, .deferred)
        #expect(summary.lastReason == Couriers.noMail)
        await group.stop()
    }

    @Test("a node that is started again goes on where it was")
    func restart() async throws {
        let group = try await NodeGroup([1, 2])
        let endpoint = "https://127.0.0.1:\(try group[2].node.port)/as2"
        group.region.setEndpoint(2, Self.nowhere)
        try group.publish()
        let first = try group[1]
        let report = try await first.send("registratie", try SampleProfiles.form("registratie"))
        try await first.wait(for: report.message, to: 2, .deferred)
        await first.node.stop()
        group.region.setEndpoint(2, endpoint)
        let second = try await RunningNode(1, in: group.region, clock: group.clock, fixture: first.fixture)
        let snapshot = try group.region.publish(at: group.clock.now)
        second.directory.set(snapshot)
        try group[2].directory.set(snapshot)
        group.clock.advance(seconds: 600)
        second.ring()
        try await second.wait(for: report.message, to: 2, .delivered)
        let chain = try await second.chain(of: report.message, to: 2, count: 2)
        #expect(chain.map(\.kind) == [.opgeslagen, .gekeurd])
        let checkpoints = try second.store.checkpoints()
        #expect(checkpoints.count == 1)
        await second.node.stop()
        try await group[2].node.stop()
    }

    @Test("a store that can't write is 503 to the sender, who keeps the message")
    func storeFails() async throws {
        let group = try await NodeGroup([1, 2])
        try group[2].store.close()
        let sender = try group[1]
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        let summary = try await sender.wait(for: report.message, to: 2, .deferred)
        #expect(summary.lastReason?.contains("503") == true)
        await group.stop()
    }

    @Test("receipts that are asked for later come to the directory's address, and count")
    func asynchronousReceipts() async throws {
        let own = try SampleRegion.oin(2)
        let group = try await NodeGroup([1, 2]) { $0.asynchronous = [own] }
        let sender = try group[1]
        let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
        try await sender.wait(for: report.message, to: 2, .delivered)
        let chain = try await sender.chain(of: report.message, to: 2, count: 2)
        #expect(chain.map(\.kind) == [.opgeslagen, .gekeurd])
        let id = DeliveryID(message: report.message, recipient: own)
        let evidence = try #require(try sender.store.evidence(of: .outbound(id)))
        #expect(evidence.contains(try sender.store.delivery(id).content))
        await group.stop()
    }

    @Test("whoever asks a node for what it does not have is answered before the body is sent")
    func unknownPath() async throws {
        let group = try await NodeGroup([1]) { $0.listen.identity = nil }
        for (request, status) in [
            ("POST /iets HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\nExpect: 100-continue\r\n\r\n", 404),
            ("PUT /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\nExpect: 100-continue\r\n\r\n", 405),
        ] {
            let client = try RawClient(port: try group[1].node.port)
            let talk = Conversation(client)
            client.send(request)
            #expect(await talk.next()?.status == status)
        }
        await group.stop()
    }
}
