import Envelope
import Testing

@testable import Gateway

@Suite("Store: lists")
struct StoreListTests {
    @Test("pages show every message once, newest first")
    func pages() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let all = (0..<23).map { _ in StoreFixture.delivery() }
        for new in all { try await store.submit([new], audit: []) }
        #expect(try ids(.all, in: store, limit: 5) == all.reversed().map { .outbound($0.delivery) })
    }

    /// A list, page by page.
    private func ids(_ filter: MessageFilter, in store: Store, limit: Int) throws -> [StoredMessageID] {
        var seen: [StoredMessageID] = []
        var page: MessagePage? = MessagePage(limit: limit)
        while let current = page {
            let list = try store.messages(filter, page: current)
            #expect(list.messages.count <= limit)
            seen += list.messages.map(\.id)
            page = list.next.map { MessagePage(before: $0, limit: limit) }
        }
        return seen
    }

    @Test("conditions hold together")
    func filters() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let dossier = UniqueID.random()
        let sent = [StoreFixture.delivery(to: 2, dossier: dossier), StoreFixture.delivery(to: 3, dossier: dossier)]
        try await store.submit(sent, audit: [])
        let received = StoreFixture.inbound(from: 2, dossier: dossier)
        _ = try await store.receive(received, audit: [])
        func ids(_ filter: MessageFilter) throws -> Set<StoredMessageID> {
            Set(try store.messages(filter).messages.map(\.id))
        }
        let all: [StoredMessageID] = sent.map { .outbound($0.delivery) } + [.inbound(received.inbound)]
        #expect(try ids(MessageFilter(dossier: dossier)) == Set(all))
        #expect(try ids(MessageFilter(dossier: .random())) == [])
        #expect(try ids(MessageFilter(partner: StoreFixture.party(2))) == [all[0], all[2]])
        #expect(try ids(MessageFilter(direction: .outbound, partner: StoreFixture.party(2))) == [all[0]])
        #expect(try ids(MessageFilter(state: .inbound(.accepted))) == [all[2]])
        #expect(try ids(MessageFilter(message: sent[1].id)) == [all[1]])
    }

    @Test("those of one direction are in one order, whatever their states, on pages too")
    func directions() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        var (sent, received): ([StoredMessageID], [StoredMessageID]) = ([], [])
        for round in 0..<8 {
            let (new, arrival) = (
                StoreFixture.delivery(), StoreFixture.inbound(state: round % 3 == 0 ? .rejected : .accepted)
            )
            try await store.submit([new], audit: [])
            _ = try await store.receive(arrival, audit: [])
            sent.append(.outbound(new.delivery))
            received.append(.inbound(arrival.inbound))
            if round % 2 == 0 { try await store.cancel(new.delivery, reason: "", at: StoreFixture.time(1), audit: []) }
        }
        for (direction, all) in [(MessageFilter.Direction.outbound, sent), (.inbound, received)] {
            #expect(try ids(MessageFilter(direction: direction), in: store, limit: 3) == all.reversed())
        }
    }

    @Test("counts follow every step")
    func counts() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit((0..<3).map { _ in StoreFixture.delivery() }, audit: [])
        _ = try await store.receive(StoreFixture.inbound(state: .rejected), audit: [])
        let claimed = try await store.claimDue(now: StoreFixture.time(1), limit: 2)
        try await store.recordDelivered(
            try #require(claimed.first).id, receipt: [1], mic: [1], at: StoreFixture.time(2), audit: [])
        let counts = try store.counts().states.filter { $0.value != 0 }
        #expect(
            counts == [
                .outbound(.queued): 1, .outbound(.sending): 1, .outbound(.delivered): 1, .inbound(.rejected): 1,
            ])
    }
}
