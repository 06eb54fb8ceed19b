import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// What a node sends to a partner with an AS2 product that we did not write, over TLS, and what it makes of the answers.
@Suite("Interop: an AS2 product receives", .serialized, .enabled(if: Peers.areDue, Peers.reason))
struct ProductReceivesTests {
    private static let notDelivered = "het bericht telt niet als afgeleverd"

    /// What a coordinator reads after each misbehaviour.
    private static let words = [
        ("unsigned", "Het ontvangstbewijs is niet ondertekend"),
        ("badmic", "De ontvangende partij heeft een andere inhoud ontvangen dan is verzonden"),
        ("badsig", "De handtekening onder het ontvangstbewijs is niet die van"),
        ("failed", "De ontvangende partij kon het bericht niet ontsleutelen"),
        ("nomdn", "De ontvangende partij nam het bericht aan maar stuurde geen ontvangstbewijs"),
        ("http500", "Bij de ontvangende partij is een storing (HTTP 500)"),
        ("wrongid", "Het ontvangstbewijs gaat over een ander bericht"),
        ("truncated", "Het antwoord is geen leesbaar ontvangstbewijs, of het is afgebroken"),
    ]

    @Test("it opens an aanmeldbericht and verifies our signature; its receipt delivers, and so does its retour")
    func delivered() async throws {
        let exchange = try await PartnerExchange()
        let peer = try exchange.receiver("good")
        let id = try await exchange.offer()
        let delivery = try await exchange.wait(id, .delivered)
        let report = try await peer.next("message")
        #expect(report["status"] as? String == "processed", "\(report)")
        #expect(report["decrypted_ok"] as? Bool == true)
        #expect(report["signature_ok"] as? Bool == true)
        #expect(report["policy_ok"] as? Bool == true)
        #expect(report["message_id"] as? String == "<\(id.message)@\(try exchange.desk.oin).weerthuis.nl>")
        let mic = try #require(delivery.mic)
        #expect(report["mic"] as? String == Data(mic).base64EncodedString())
        #expect(mic == (try Sealer.mic(of: delivery.content).bytes))
        #expect(delivery.receipt != nil)
        await exchange.group.stop()
    }

    @Test("each misbehaviour leaves the message waiting with the reason in Dutch, and a good answer later delivers it")
    func misbehaviours() async throws {
        let exchange = try await PartnerExchange()
        // A signed "could not decrypt" is tried again at once, with the directory read anew.
        let turns = Self.words.map { $0.0 == "failed" ? "failed,failed,good" : "\($0.0),good" }
        let peer = try exchange.receiver(turns.joined(separator: ","), ["--allow-duplicates"])
        for (name, words) in Self.words {
            let id = try await exchange.offer()
            let waiting = try await exchange.wait(id, .deferred)
            let reason = try #require(waiting.lastReason)
            #expect(reason.hasPrefix(words), "\(name): \(reason)")
            #expect(waiting.receipt == nil && waiting.mic == nil, "\(name)")
            #expect(try exchange.desk.steps(of: id.message, to: PartnerExchange.corporatie).isEmpty, "\(name)")
            try await exchange.retry(id)
            let delivered = try await exchange.wait(id, .delivered)
            #expect(delivered.content == waiting.content, "\(name)")
        }
        #expect(peer.isRunning)
        await exchange.group.stop()
    }

    @Test("a product that hangs is given up after the time for silence, and asked again")
    func hang() async throws {
        let exchange = try await PartnerExchange { $0.delivery.timeouts.idle = .seconds(6) }
        let peer = try exchange.receiver("hang,good", ["--allow-duplicates"])
        let id = try await exchange.offer()
        let waiting = try await exchange.wait(id, .deferred)
        #expect(waiting.lastReason?.contains("gaf geen antwoord") == true, "\(waiting)")
        try await exchange.retry(id)
        _ = try await exchange.wait(id, .delivered)
        #expect(peer.isRunning)
        await exchange.group.stop()
    }

    @Test("a product that only says 'duplicate' proves nothing, and the reason says so")
    func duplicate() async throws {
        let exchange = try await PartnerExchange()
        let peer = try exchange.receiver("truncated,good")
        let id = try await exchange.offer()
        _ = try await exchange.wait(id, .deferred)
        try await exchange.retry(id)
        let waiting = try await exchange.wait(
            id, .deferred, reason: "Het ontvangstbewijs zegt niet welke inhoud is ontvangen")
        #expect(waiting.receipt == nil)
        #expect(peer.isRunning)
        await exchange.group.stop()
    }

    @Test("a receipt that comes later delivers; a forged, an ill-formed or a repeated one changes nothing")
    func asynchronous() async throws {
        let partner = try SampleRegion.oin(PartnerExchange.corporatie)
        let exchange = try await PartnerExchange { $0.asynchronous = [partner] }
        let bad = ["unsigned", "badmic", "badsig", "wrongid", "truncated"]
        let peer = try exchange.receiver((bad + ["failed", "good"]).joined(separator: ","), ["--allow-duplicates"])
        let id = try await exchange.offer()
        for name in bad + ["failed"] {
            let posted = try await peer.next("async_mdn_posted")
            #expect((posted["http"] as? Int == 200) == (name == "failed"), "\(name): \(posted)")
            let waiting = try await exchange.wait(id, .deferred)
            #expect(waiting.lastReason == DeliveryRecord.awaiting, "\(name)")
            #expect(waiting.receipt == nil)
            try await exchange.retry(id)
        }
        let delivered = try await exchange.wait(id, .delivered)
        let entries = try exchange.desk.store.auditEntries(about: id.message).count
        for (isSigned, status) in [(true, 200), (false, 403)] {
            let answer = try await repost(delivered, to: exchange, isSigned: isSigned)
            #expect(answer == status)
        }
        #expect(try exchange.desk.store.delivery(id) == delivered)
        #expect(try exchange.desk.store.auditEntries(about: id.message).count == entries)
        await exchange.group.stop()
    }

    @Test("a receipt that comes after the message was cancelled is proof all the same")
    func lateReceipt() async throws {
        let partner = try SampleRegion.oin(PartnerExchange.corporatie)
        let exchange = try await PartnerExchange { $0.asynchronous = [partner] }
        let peer = try exchange.receiver("nomdn,good", ["--allow-duplicates"])
        let first = try await exchange.offer()
        _ = try await exchange.wait(first, .deferred)
        #expect(try await peer.next("message")["mdn_behaviour"] as? String == "nomdn")
        try await exchange.desk.store.cancel(
            first, reason: "Niet meer nodig.", at: exchange.group.clock.now, audit: [])
        let cancelled = try exchange.desk.store.delivery(first)
        #expect(try await repost(cancelled, to: exchange, isSigned: true, receipt: signed(cancelled, exchange)) == 200)
        let delivered = try exchange.desk.store.delivery(first)
        #expect(cancelled.state == .cancelled && delivered.state == .delivered)
        await exchange.group.stop()
    }

    @Test(
        "keys on a curve: an independent reader opens ECDH with AES-CBC, the product verifies, and its receipt delivers"
    )
    func curveCBC() async throws {
        let exchange = try await PartnerExchange(try PartnerKeys.shared.get().region(opensOnCurve: true))
        let peer = try exchange.receiver("good", ["--decrypt-cmd", opener(exchange)])
        let id = try await exchange.offer()
        _ = try await exchange.wait(id, .delivered)
        let report = try await peer.next("message")
        #expect(report["decrypted_ok"] as? Bool == true, "\(report)")
        #expect(report["signature_ok"] as? Bool == true)
        await exchange.group.stop()
    }

    @Test(
        "AES-GCM: it is opened and verified there; a receipt without signing-certificate-v2 does not count in that suite"
    )
    func curveGCM() async throws {
        let region = try PartnerKeys.shared.get().region(suite: .gcm)
        let exchange = try await PartnerExchange(region)
        let peer = try exchange.receiver(
            "good", certificate: .signingCertificate, ["--decrypt-cmd", opener(exchange)])
        let id = try await exchange.offer()
        let waiting = try await exchange.wait(id, .deferred)
        let report = try await peer.next("message")
        #expect(report["decrypted_ok"] as? Bool == true, "\(report)")
        #expect(report["signature_ok"] as? Bool == true)
        #expect((report["outer"] as? [String: Any])?["content_enc"] as? String == "aes256_gcm", "\(report)")
        #expect(waiting.lastReason?.hasPrefix("De handtekening onder het ontvangstbewijs") == true, "\(waiting)")
        await exchange.group.stop()
    }

    private func opener(_ exchange: PartnerExchange) -> String {
        let keys = exchange.keys
        return [
            Peers.python.path, Peers.program("cms_open.py"), keys.path(.curveKey), keys.path(.curveCertificate), "-",
        ].joined(separator: " ")
    }

    /// A receipt of the product's key for a message that it took without one.
    private func signed(_ delivery: StoredDelivery, _ exchange: PartnerExchange) throws -> [UInt8] {
        let entry = try #require(exchange.keys.entries[SampleRegion.mail(PartnerExchange.corporatie, 1)]?.first)
        let signer = try MessageSigner(
            certificate: entry.holder.certificate, key: entry.holder.key, allowsDualUse: true)
        let id = AS2MessageID(message: delivery.id.message, sender: try exchange.desk.oin)
        let receipt = Receipt(
            finalRecipient: SampleRegion.oinText(PartnerExchange.corporatie), originalMessageID: id.description,
            disposition: .processed, mic: try Sealer.mic(of: delivery.content))
        let signed = try ReceiptSigner(signer, embedsCertificate: true).sign(receipt, at: exchange.group.clock.now)
        return StoredReceipt(signed).bytes
    }

    /// Posts a receipt to our node once more, as its sender or somebody else might.
    ///
    /// - Returns: the status of the answer.
    private func repost(
        _ delivery: StoredDelivery, to exchange: PartnerExchange, isSigned: Bool, receipt: [UInt8]? = nil
    ) async throws -> Int {
        let bytes = try #require(receipt ?? delivery.receipt)
        let stored = try #require(StoredReceipt(bytes))
        var body = stored.receipt.body
        if !isSigned, let last = body.lastIndex(of: UInt8(ascii: "A")) { body[last] = UInt8(ascii: "B") }
        let forger = try Forger(exchange.group, as: PartnerExchange.corporatie)
        return try await forger.raw(
            body, to: PartnerExchange.transferpunt, messageID: "<\(UUID().uuidString)@peer.test>",
            headers: ["Content-Type": stored.receipt.contentType]
        ).status
    }
}
