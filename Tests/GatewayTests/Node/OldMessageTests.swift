import Envelope
import Schemas
import Testing

@testable import Gateway

/// A message of our own that its receiver would refuse for its age.
@Suite("Node: messages that grew too old", .serialized)
struct OldMessageTests {
    private static let longest: Int64 = 14 * 86_400

    /// Past the check of the own node, so that it can be of any day.
    private func submit(_ group: NodeGroup, age: Int64) async throws -> UniqueID {
        let (id, dossier) = (StoreFixture.messageID(), UniqueID.random())
        let content = try Forger(group, as: 1).message(
            "registratie", try SampleProfiles.form("registratie"), to: 2, dossier: dossier, id: id, seconds: -age)
        let delivery = NewDelivery(
            id: id, recipient: try SampleRegion.oin(2), dossier: dossier, type: "registratie", content: content,
            releasedBy: SampleRegion.mail(1, 1), created: group.clock.now.adding(seconds: -age))
        try await group[1].store.submit([delivery], audit: [])
        try group[1].ring()
        return id
    }

    private func failure(_ group: NodeGroup, of id: UniqueID) async throws -> String {
        let summary = try await group[1].wait(for: id, to: 2, .failed)
        let results = try group[1].store.auditEntries(about: id).filter { $0.record.action == .fail }
        #expect(results.map(\.record.result) == ["too-old"])
        return try #require(summary.lastReason)
    }

    @Test("fails at once, in words that say what to do, and nothing leaves")
    func atOnce() async throws {
        let group = try await NodeGroup([1, 2])
        let id = try await submit(group, age: Self.longest + 60)
        let reason = try await failure(group, of: id)
        #expect(reason.contains("ouder dan 14 dagen") && reason.contains("weerthuis send"), "\(reason)")
        #expect(!reason.contains("klok") && !reason.contains("weerthuis retry"), "\(reason)")
        #expect(try group[2].arrivals().isEmpty)
        #expect(try group[2].store.auditEntries().filter { $0.record.action == .reject }.isEmpty)
        await group.stop()
    }

    @Test("that gets too old between two attempts fails at that moment, and not at the end of the pause")
    func betweenAttempts() async throws {
        let group = try await NodeGroup([1, 2]) {
            $0.retry.pauses = [86_400]; $0.retry.thenEvery = 86_400
        }
        let node = try group[1]
        group.region.setEndpoint(2, "https://127.0.0.1:9/as2")
        try group.publish()
        let id = try await submit(group, age: Self.longest - 600)
        let waiting = try await node.wait(for: id, to: 2, .deferred)
        let end = waiting.created.adding(seconds: Self.longest)
        #expect(waiting.nextAttempt == end.adding(seconds: 1))
        group.clock.advance(seconds: 700)
        node.ring()
        let reason = try await failure(group, of: id)
        #expect(reason.contains("ouder dan 14 dagen"), "\(reason)")
        await group.stop()
    }

    @Test("that is a minute younger is delivered")
    func young() async throws {
        let group = try await NodeGroup([1, 2])
        let id = try await submit(group, age: Self.longest - 60)
        try await group[1].wait(for: id, to: 2, .delivered)
        await group.stop()
    }

    @Test("that is refused for its time is not put down to a clock", arguments: [(1, true), (0, false)])
    func refusedForItsTime(past: Int64, isEnd: Bool) throws {
        let mint = try CertificateMint.shared.get()
        let now = CertificateMint.now
        let holder = try mint.issue("Wij", oin: SampleRegion.oinText(1), mail: nil, use: .signing)
        let theirs = try mint.issue("Zij", oin: SampleRegion.oinText(2), mail: nil, use: .encryption)
        let sealed = try Sealer(MessageSigner(certificate: holder.certificate, key: holder.key)).seal(
            [1], for: [Recipient(theirs.certificate)], suite: .gcm, at: now)
        func parcel(_ endpoint: String) throws -> SealedParcel {
            SealedParcel(
                message: StoreFixture.messageID(), sender: try SampleRegion.oin(1),
                ownEndpoint: try #require(Endpoint("https://wij.example/as2")),
                partner: Partner(try SampleRegion.oin(2)), endpoint: try #require(Endpoint(endpoint)), sealed: sealed,
                receiptSigners: [], keys: KeyTrace(sealedTo: [], signedWith: ""))
        }
        let (made, refused) = (
            now.adding(seconds: -Self.longest - past), DeliveryVerdict.needsPerson(reason: "klok")
        )
        let node = try parcel("https://zij.example/as2")
        let end = DeliveryRecord.end(.judged(refused, node), made: made, at: now)
        #expect(end?.problem == (isEnd ? .tooOld : nil))
        // A mail program looks at no such thing, and a delivery is a delivery.
        let mail = try parcel("mailto:zij@zij.example")
        #expect(DeliveryRecord.end(.judged(refused, mail), made: made, at: now) == nil)
        #expect(DeliveryRecord.end(.judged(.delivered(receipt: [], mic: []), node), made: made, at: now) == nil)
    }
}
