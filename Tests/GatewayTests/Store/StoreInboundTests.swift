import Envelope
import Testing

@testable import Gateway

@Suite("Store: arrivals")
struct StoreInboundTests {
    @Test("a message is stored with its receipt, its dossier and the log at once")
    func stored() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.inbound()
        let change = DossierChange(dossier: new.dossier, opener: new.source, addressed: [StoreFixture.own])
        let outcome = try await store.receive(
            new, dossier: change, audit: [StoreFixture.record(.accept, new.messageID)])
        #expect(outcome == .stored)
        let stored = try store.arrival(new.inbound)
        #expect(stored.content == new.content)
        #expect(stored.evidence == new.evidence)
        #expect(stored.receipt == new.receipt)
        #expect(stored.mic == new.mic)
        #expect(stored.state == .accepted)
        #expect(
            try store.parties(of: new.dossier) == DossierRecord(opener: new.source, addressed: [StoreFixture.own]))
        #expect(try store.auditEntries(about: new.messageID).count == 1)
    }

    @Test("of two answers to one party one begins at once, in the one place that there is for it, and the other waits")
    func answers() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.inbound()
        let replies = [StoreFixture.delivery(dossier: new.dossier), StoreFixture.delivery(dossier: new.dossier)]
        let start = DirectStart([StoreFixture.party(2)])
        _ = try await store.receive(
            new, replies: replies, audit: [StoreFixture.record(.accept, new.messageID)], start: start)
        #expect(start.deliveries.map(\.id) == [replies[0].delivery])
        let states = try store.messages(MessageFilter(direction: .outbound)).messages.map(\.state)
        #expect(Set(states) == [.outbound(.sending), .outbound(.queued)])
    }

    @Test("a repeat gets the receipt of the first time and changes nothing")
    func repeated() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let first = StoreFixture.inbound(state: .rejected, codes: ["bsn-ongeldig", "datum"])
        _ = try await store.receive(first, audit: [StoreFixture.record(.reject)])
        let again = NewInbound(
            messageID: first.messageID, source: first.source, recipient: first.recipient, dossier: first.dossier,
            type: first.type, content: first.content, evidence: [5], mic: [6], receivedAt: StoreFixture.time(99),
            receipt: [7], state: .accepted, codes: [])
        let outcome = try await store.receive(again, audit: [StoreFixture.record(.accept)])
        #expect(outcome == .repeated(receipt: first.receipt))
        #expect(try store.earlierOutcome(of: first.inbound, content: first.content) == outcome)
        let stored = try store.arrival(first.inbound)
        #expect(stored.state == .rejected)
        #expect(stored.codes == ["bsn-ongeldig", "datum"])
        #expect(stored.receivedAt == first.receivedAt)
        #expect(try store.auditHead()?.sequence == 1)
    }

    @Test("the same id with other content is refused; another party may use it")
    func reused() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let first = StoreFixture.inbound()
        _ = try await store.receive(first, audit: [])
        let other = StoreFixture.inbound(first.messageID, dossier: first.dossier, content: "{}")
        #expect(try await store.receive(other, audit: []) == .idReused)
        let stranger = StoreFixture.inbound(first.messageID, from: 3, content: "{}")
        #expect(try await store.receive(stranger, audit: []) == .stored)
        #expect(try store.content(of: .inbound(first.inbound)) == first.content)
    }

    @Test("many repeats at the same moment are stored once")
    func race() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.inbound()
        let outcomes = try await withThrowingTaskGroup { group in
            for _ in 0..<30 { group.addTask { try await store.receive(new, audit: [StoreFixture.record(.accept)]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .stored }.count == 1)
        #expect(outcomes.filter { $0 == .repeated(receipt: new.receipt) }.count == 29)
        #expect(try store.counts().states == [.inbound(.accepted): 1])
        #expect(try store.auditHead()?.sequence == 1)
    }

    @Test("a dossier has one opener")
    func oneOpener() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let first = StoreFixture.inbound()
        _ = try await store.receive(
            first, dossier: DossierChange(dossier: first.dossier, opener: first.source), audit: [])
        let thief = StoreFixture.inbound(from: 3, dossier: first.dossier)
        let change = DossierChange(dossier: first.dossier, opener: thief.source)
        #expect(try await store.receive(thief, dossier: change, audit: []) == .dossierTaken)
        #expect(throws: StoreError.self) { try store.arrival(thief.inbound) }
        #expect(try store.parties(of: first.dossier)?.opener == first.source)
    }

    @Test("the receipt chain is kept in order, each step once")
    func chain() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.inbound()
        _ = try await store.receive(new, audit: [])
        let steps = [
            ReceiptStep(
                .gekeurd, time: StoreFixture.time(1), by: "node", message: StoreFixture.messageID(), codes: ["a", "b"]),
            ReceiptStep(.geopend, time: StoreFixture.time(2), by: "Jikke de Boer"),
            ReceiptStep(.geopend, time: StoreFixture.time(3), by: "Sietse Visser"),
        ]
        for step in steps + steps { try await store.recordStep(step, of: .inbound(new.inbound)) }
        #expect(try store.steps(of: .inbound(new.inbound)) == steps)
    }
}
