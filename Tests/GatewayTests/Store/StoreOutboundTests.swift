import Envelope
import Testing

@testable import Gateway

@Suite("Store: deliveries")
struct StoreOutboundTests {
    @Test("a submitted message is claimed once, with its content")
    func claimOnce() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        let claimed = try await store.claimDue(now: StoreFixture.time(1), limit: 10)
        #expect(claimed.map(\.id) == [new.delivery])
        #expect(claimed.first?.content == new.content)
        #expect(claimed.first?.state == .sending)
        #expect(claimed.first?.attempts == 1)
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 10).isEmpty)
    }

    @Test("a message survives closing and opening")
    func survives() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.delivery()
        try await submitAndClose(new, fixture)
        let stored = try fixture.open().delivery(new.delivery)
        #expect(stored.content == new.content)
        #expect(stored.releasedBy == new.releasedBy)
        #expect(stored.created == new.created)
    }

    private func submitAndClose(_ new: NewDelivery, _ fixture: StoreFixture) async throws {
        let store = try fixture.open()
        try await store.submit([new], audit: [])
        store.close()
    }

    @Test("what a node says by itself waits for nobody in its dossier, and holds up nobody")
    func answersOfTheNode() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let dossier = UniqueID.random()
        let (first, later) = (StoreFixture.delivery(dossier: dossier), StoreFixture.delivery(dossier: dossier))
        let answer = NewDelivery(
            id: StoreFixture.messageID(), recipient: first.recipient, dossier: dossier, type: "retour",
            content: first.content, releasedBy: Submission.Releaser.node.name, created: first.created)
        try await store.submit([answer], audit: [])
        try await store.submit([first], audit: [])
        try await store.submit([later], audit: [])
        let claimed = try await store.claimDue(now: StoreFixture.time(1), limit: 10)
        #expect(Set(claimed.map(\.id)) == [answer.delivery, first.delivery])
        try await store.recordDeferred(
            first.delivery, reason: "sleutel weg", next: StoreFixture.time(9_000), at: StoreFixture.time(1), audit: [])
        let second = NewDelivery(
            id: StoreFixture.messageID(), recipient: first.recipient, dossier: dossier, type: "retour",
            content: first.content, releasedBy: Submission.Releaser.node.name, created: first.created)
        try await store.submit([second], audit: [])
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 10).map(\.id) == [second.delivery])
    }

    @Test("one refused message of a group takes nothing of its own along, and the others stay")
    func groups() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let first = StoreFixture.delivery()
        try await store.submit([first], audit: [])
        let second = StoreFixture.delivery()
        await #expect(throws: StoreError(.exists, first.delivery.description)) {
            try await store.submit([second, first], audit: [StoreFixture.record(.submit)])
        }
        #expect(throws: StoreError(.notFound, second.delivery.description)) { try store.delivery(second.delivery) }
        #expect(try store.auditHead() == nil)
        try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                group.addTask {
                    try? await store.submit([number % 5 == 0 ? first : StoreFixture.delivery()], audit: [])
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.counts().states == [.outbound(.queued): 41])
    }

    @Test("a dead partner's backlog leaves room for the others")
    func fairness() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit((0..<40).map { _ in StoreFixture.delivery(to: 2) }, audit: [])
        try await store.submit([StoreFixture.delivery(to: 3)], audit: [])
        let claimed = try await store.claimDue(now: StoreFixture.time(1), limit: 10, perRecipient: 4)
        #expect(claimed.map(\.id.recipient).filter { $0 == StoreFixture.party(2) }.count == 4)
        #expect(claimed.contains { $0.id.recipient == StoreFixture.party(3) })
        let rest = try await store.claimDue(now: StoreFixture.time(1), limit: 10, excluding: [StoreFixture.party(2)])
        #expect(rest.isEmpty)
        #expect(try store.nextDue() == MessageRow.always)
        #expect(try store.nextDue(excluding: [StoreFixture.party(2)]) == nil)
    }

    @Test("places that a party has already count, and the turn goes round")
    func places() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        for party in [2, 3, 4] {
            try await store.submit((0..<9).map { _ in StoreFixture.delivery(to: party) }, audit: [])
        }
        let first = try await store.claimDue(
            now: StoreFixture.time(1), limit: 4, perRecipient: 4, underWay: [StoreFixture.party(2): 3])
        #expect(first.map(\.id.recipient) == [2, 3, 3, 3].map(StoreFixture.party))
        let second = try await store.claimDue(
            now: StoreFixture.time(1), limit: 5, perRecipient: 4, after: StoreFixture.party(3))
        #expect(second.map(\.id.recipient) == [4, 4, 4, 4, 2].map(StoreFixture.party))
        let full = try await store.claimDue(
            now: StoreFixture.time(1), limit: 9, perRecipient: 4,
            underWay: [StoreFixture.party(2): 4, StoreFixture.party(3): 5, StoreFixture.party(4): 3])
        #expect(full.map(\.id.recipient) == [StoreFixture.party(4)])
    }

    @Test("messages to one party leave in the order in which they were stored")
    func order() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let all = (0..<20).map { StoreFixture.delivery(at: Int64(-$0)) }
        for new in all { try await store.submit([new], audit: []) }
        #expect(try await store.claimDue(now: StoreFixture.time(1), limit: 20).map(\.id) == all.map(\.delivery))
    }

    @Test("a deferred message waits for its time, also across a start")
    func deferred() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(1), limit: 1)
        try await store.recordDeferred(
            new.delivery, reason: "geen antwoord", next: StoreFixture.time(300), at: StoreFixture.time(2), audit: [])
        try await store.recoverAfterStart(at: StoreFixture.time(3))
        #expect(try await store.claimDue(now: StoreFixture.time(299), limit: 1).isEmpty)
        #expect(try store.nextDue() == StoreFixture.time(300))
        #expect(try store.delivery(new.delivery).lastReason == "geen antwoord")
        let again = try await store.claimDue(now: StoreFixture.time(300), limit: 1)
        #expect(again.first?.attempts == 2)
    }

    @Test("a clock set back an hour does not hold messages up")
    func clockSetBack() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let queued = StoreFixture.delivery(to: 2, at: 0)
        let deferred = StoreFixture.delivery(to: 3, at: 0)
        try await store.submit([deferred], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(1), limit: 1)
        try await store.recordDeferred(
            deferred.delivery, reason: "", next: StoreFixture.time(300), at: StoreFixture.time(2), audit: [])
        #expect(try store.nextDue(at: StoreFixture.time(3)) == StoreFixture.time(300))
        #expect(try store.nextDue(at: StoreFixture.time(-3_600)) == StoreFixture.time(-3_600))
        try await store.submit([queued], audit: [])
        let claimed = try await store.claimDue(now: StoreFixture.time(-3_600), limit: 10)
        #expect(Set(claimed.map(\.id)) == [queued.delivery, deferred.delivery])
    }

    @Test("an attempt that the last process did not end is queued again")
    func recovery() async throws {
        let fixture = try StoreFixture()
        let new = StoreFixture.delivery()
        let store = try fixture.open()
        try await store.submit([new], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(1), limit: 1)
        #expect(try await store.recoverAfterStart(at: StoreFixture.time(2)) == 1)
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 1).map(\.id) == [new.delivery])
    }

    @Test("the receipt is kept with the message, begins its chain, and counts once")
    func delivered() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(1), limit: 1)
        for isFirst in [true, false] {
            let outcome = try await store.recordDelivered(
                new.delivery, receipt: [9, 9], mic: [7], evidence: KeptEvidence([8], of: new.content),
                at: StoreFixture.time(2), audit: [StoreFixture.record(.deliver, new.id)])
            #expect(outcome == isFirst)
        }
        let stored = try store.delivery(new.delivery)
        #expect(stored.receipt == [9, 9])
        #expect(stored.mic == [7])
        #expect(try store.evidence(of: .outbound(new.delivery)) == [8])
        #expect(try store.steps(of: .outbound(new.delivery)).map(\.kind) == [.opgeslagen])
        #expect(try store.auditEntries(about: new.id).count == 1)
    }

    @Test("a claim that never became an attempt does not count as one")
    func released() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let new = StoreFixture.delivery()
        try await store.submit([new], audit: [])
        _ = try await store.claimDue(now: StoreFixture.time(1), limit: 1)
        try await store.release(new.delivery, at: StoreFixture.time(2))
        #expect(try await store.claimDue(now: StoreFixture.time(2), limit: 1).first?.attempts == 1)
    }
}
