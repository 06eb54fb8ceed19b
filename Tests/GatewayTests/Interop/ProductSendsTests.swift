import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// What a partner with an AS2 product that we did not write sends to a node, over TLS.
@Suite("Interop: an AS2 product sends", .serialized, .enabled(if: Peers.areDue, Peers.reason))
struct ProductSendsTests {
    /// The corporatie gets an aanmeldbericht, so that it may answer.
    private func addressed() async throws -> (PartnerExchange, PeerServer, DeliveryID) {
        let exchange = try await PartnerExchange()
        let peer = try exchange.receiver("good")
        let id = try await exchange.offer()
        _ = try await exchange.wait(id, .delivered)
        return (exchange, peer, id)
    }

    private func expectProcessed(_ verdict: [String: Any], _ location: SourceLocation = #_sourceLocation) {
        #expect(verdict["mdn_status"] as? String == "processed", "\(verdict)", sourceLocation: location)
        #expect(verdict["mdn_signed"] as? Bool == true, sourceLocation: location)
        #expect(verdict["mdn_for_us"] as? Bool == true, sourceLocation: location)
        #expect(verdict["mic_match"] as? Bool == true, sourceLocation: location)
    }

    /// The state of what came in under an id; nil when nothing was stored.
    private func arrival(_ id: UniqueID, _ exchange: PartnerExchange) throws -> MessageSummary? {
        try exchange.desk.arrivals().first { $0.id.message == id }
    }

    @Test("its reactie is accepted, it verifies our signed receipt and then our retour, and the chain is complete")
    func reactie() async throws {
        let (exchange, peer, offer) = try await addressed()
        peer.stop()
        // The retour is signed by our node, and this product holds one certificate.
        let second = try exchange.receiver("good", verifying: .transferpuntNode)
        let id = StoreFixture.messageID()
        expectProcessed(try await exchange.send(try exchange.answer(try SampleProfiles.form("reactie"), id: id)))
        #expect(try arrival(id, exchange)?.state == .inbound(.accepted))
        let retour = try await second.next("message")
        #expect(retour["status"] as? String == "processed", "\(retour)")
        #expect(retour["signature_ok"] as? Bool == true)
        let steps = try exchange.desk.steps(of: offer.message, to: PartnerExchange.corporatie)
        #expect(steps.map(\.kind).contains(.beantwoord))
        await exchange.group.stop()
    }

    @Test("a body in chunks is taken like any other; a form that breaks its rules is stored as rejected and receipted")
    func chunkedAndRejected() async throws {
        let (exchange, _, _) = try await addressed()
        let (good, bad) = (StoreFixture.messageID(), StoreFixture.messageID())
        let form = try SampleProfiles.form("reactie")
        expectProcessed(try await exchange.send(try exchange.answer(form, id: good), ["--chunked"]))
        #expect(try arrival(good, exchange)?.state == .inbound(.accepted))
        let wrong = try form.setting("/datum", "gisteren")
        expectProcessed(try await exchange.send(try exchange.answer(wrong, id: bad)))
        #expect(try arrival(bad, exchange)?.state == .inbound(.rejected))
        await exchange.group.stop()
    }

    @Test("sent again it gets the first receipt and changes nothing; other content under its id is refused")
    func duplicates() async throws {
        let (exchange, _, _) = try await addressed()
        let id = StoreFixture.messageID()
        let form = try SampleProfiles.form("reactie")
        let message = try exchange.answer(form, id: id)
        expectProcessed(try await exchange.send(message, ["--repeat-id", "eerste"]))
        let stored = try exchange.desk.arrivals()
        let entries = try exchange.desk.store.auditEntries(about: id).count
        expectProcessed(try await exchange.send(message, ["--repeat-id", "eerste"]))
        #expect(try exchange.desk.store.auditEntries(about: id).count == entries)
        let other = try exchange.answer(try form.setting("/woonplaats", "Bolsward"), id: id)
        let refused = try await exchange.send(other, ["--repeat-id", "tweede"])
        #expect((refused["disposition"] as? String)?.hasSuffix("processed/error: id-hergebruikt") == true, "\(refused)")
        #expect(refused["mdn_signed"] as? Bool == true)
        #expect(try exchange.desk.arrivals() == stored)
        await exchange.group.stop()
    }

    @Test("what is tampered with, or goes by another name, gets no receipt and leaves nothing behind but a count")
    func tampered() async throws {
        let (exchange, _, _) = try await addressed()
        let desk = try exchange.desk
        let stored = try desk.arrivals()
        let refusals = try refusals(desk)
        for (tamper, codes) in [
            ("cipher", ["padding", "mime", "message-digest", "unsigned"]), ("sig", ["message-digest", "signature"]),
            ("wrongto", ["as2-headers"]), ("wrongfrom", ["as2-headers"]),
        ] {
            let before = codes.map { desk.node.metrics.value(.refused, $0) }.reduce(0, +)
            let message = try exchange.answer(try SampleProfiles.form("reactie"))
            let verdict = try await exchange.send(message, ["--tamper", tamper])
            #expect(verdict["http"] as? Int == 403, "\(tamper): \(verdict)")
            #expect(verdict["mdn_status"] as? String != "processed", "\(tamper): \(verdict)")
            let after = codes.map { desk.node.metrics.value(.refused, $0) }.reduce(0, +)
            #expect(after == before + 1, "\(tamper): \(desk.node.metrics.text)")
        }
        #expect(try desk.arrivals() == stored)
        #expect(try self.refusals(desk) == refusals)
        await exchange.group.stop()
    }

    @Test("a reactie in a dossier in which it was not addressed is refused, signed")
    func foreignDossier() async throws {
        let exchange = try await PartnerExchange()
        let id = StoreFixture.messageID()
        let verdict = try await exchange.send(try exchange.answer(try SampleProfiles.form("reactie"), id: id))
        #expect((verdict["disposition"] as? String)?.hasSuffix("processed/error: WT8103") == true, "\(verdict)")
        #expect(verdict["mdn_signed"] as? Bool == true)
        #expect(try arrival(id, exchange) == nil)
        await exchange.group.stop()
    }

    @Test("a receipt that it wants later comes to its address in the directory, and to no other")
    func asynchronous() async throws {
        let (exchange, peer, _) = try await addressed()
        let id = StoreFixture.messageID()
        let message = try exchange.answer(try SampleProfiles.form("reactie"), id: id)
        let foreign = try await exchange.send(
            message, ["--mdn", "async", "--mdn-url", "https://127.0.0.1:9/mdn", "--timeout", "6"] + inbox(exchange, 0))
        #expect(foreign["async_mdn_arrived"] as? Bool == false, "\(foreign)")
        let refusal = foreign["disposition"] as? String
        #expect(refusal?.hasSuffix("failed/failure: receipt-address") == true, "\(foreign)")
        #expect(foreign["mdn_signed"] as? Bool == true)
        #expect(try arrival(id, exchange) == nil)

        // From now on the product listens for its receipts where the directory says it listens.
        let port = peer.port
        peer.stop()
        let url = "https://127.0.0.1:\(port)/as2"
        let verdict = try await exchange.send(
            message, ["--mdn", "async", "--mdn-url", url] + inbox(exchange, port))
        #expect(verdict["async_mdn_arrived"] as? Bool == true, "\(verdict)")
        expectProcessed(verdict)
        #expect(try arrival(id, exchange)?.state == .inbound(.accepted))
        await exchange.group.stop()
    }

    private func refusals(_ desk: RunningNode) throws -> Int {
        try desk.store.auditEntries().filter { $0.record.action == .reject }.count
    }

    private func inbox(_ exchange: PartnerExchange, _ port: Int) -> [String] {
        [
            "--mdn-port", "\(port)", "--mdn-tls-cert", exchange.tls.certificateFile, "--mdn-tls-key",
            exchange.tls.keyFile,
        ]
    }
}
