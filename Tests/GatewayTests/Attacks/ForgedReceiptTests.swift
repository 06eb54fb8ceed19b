import Envelope
import Schemas
import Testing

@testable import Gateway

/// Receipts that come by themselves, from whoever likes to send one.
@Suite("Attacks: forged receipts", .serialized)
struct ForgedReceiptTests {
    /// A node whose message for party 2 waits.
    private struct Waiting {
        let group: NodeGroup
        let delivery: DeliveryID
        let job: AS2MessageID
        let mic: Digest

        init() async throws {
            group = try await NodeGroup([1])
            group.region.setEndpoint(2, "https://127.0.0.1:9/as2")
            try group.publish()
            let sender = try group[1]
            let report = try await sender.send("registratie", try SampleProfiles.form("registratie"))
            try await sender.wait(for: report.message, to: 2, .deferred)
            delivery = DeliveryID(message: report.message, recipient: try SampleRegion.oin(2))
            job = AS2MessageID(message: report.message, sender: try sender.oin)
            mic = try Sealer.mic(of: try sender.store.delivery(delivery).content)
        }

        var state: MessageSummary.State { get throws { try group[1].store.summary(of: .outbound(delivery)).state } }

        /// Posts a receipt as the partner's software would.
        func post(
            signedBy holder: String, _ number: Int, about id: AS2MessageID? = nil, mic other: Digest? = nil,
            from: Int = 2, disposition: ReceiptDisposition = .processed
        ) async throws -> HTTPResponse {
            let receipt = Receipt(
                finalRecipient: try SampleRegion.oin(from).description, originalMessageID: (id ?? job).description,
                disposition: disposition, mic: other ?? mic)
            let ring = group.region.ring(of: number)
            let party = try #require(try group[1].directory.current.directory.party(try SampleRegion.oin(number)))
            let now = group.clock.now
            let known =
                holder == "node"
                ? ring.signer(ofNodeIn: party, at: now) : ring.signer(ofPerson: holder, in: party, at: now)
            let signed = try ReceiptSigner(try #require(known)).sign(receipt, at: now)
            return try await post(signed.body, signed.contentType, from: from)
        }

        func post(_ body: [UInt8], _ contentType: String, from: Int = 2) async throws -> HTTPResponse {
            let forger = try Forger(group, as: from)
            return try await forger.raw(
                body, to: 1, headers: ["Content-Type": contentType, "Disposition-Notification-To": ""])
        }
    }

    @Test(
        "a receipt for somebody else's message, by another signer, of another message or content: nothing is delivered")
    func forged() async throws {
        let waiting = try await Waiting()
        let entries = try waiting.group[1].store.auditEntries().count
        let other = AS2MessageID(message: StoreFixture.messageID(), sender: waiting.job.sender)
        let answers = [
            try await waiting.post(signedBy: "node", 3),
            try await waiting.post(signedBy: "node", 3, from: 3),
            try await waiting.post(signedBy: SampleRegion.mail(2, 1), 2),
            try await waiting.post(signedBy: "node", 2, about: other),
            try await waiting.post(signedBy: "node", 2, mic: try Digest(.sha256, of: [1])),
            try await waiting.post(signedBy: "node", 3, disposition: try #require(.init(.error, "WT8101"))),
            try await waiting.post(
                Array("--x\r\nContent-Type: multipart/report\r\n\r\nOriginal-Message-ID: \(waiting.job)\r\n--x--".utf8),
                "multipart/signed; boundary=x; protocol=\"application/pkcs7-signature\"; micalg=sha-256"),
        ]
        #expect(Set(answers).count == 1)
        #expect(answers.first?.status == 403)
        #expect(try waiting.state == .outbound(.deferred))
        #expect(try waiting.group[1].store.auditEntries().count == entries)
        await waiting.group.stop()
    }

    @Test("the very same receipt, signed by the node that the message is for, delivers it, once")
    func authentic() async throws {
        let waiting = try await Waiting()
        #expect(try await waiting.post(signedBy: "node", 2).status == 200)
        #expect(try waiting.state == .outbound(.delivered))
        let entries = try waiting.group[1].store.auditEntries().count
        #expect(try await waiting.post(signedBy: "node", 2).status == 200)
        let refusal = try #require(ReceiptDisposition(.error, "WT8101"))
        #expect(try await waiting.post(signedBy: "node", 2, disposition: refusal).status == 200)
        #expect(try waiting.state == .outbound(.delivered))
        #expect(try waiting.group[1].store.auditEntries().count == entries)
        await waiting.group.stop()
    }
}
