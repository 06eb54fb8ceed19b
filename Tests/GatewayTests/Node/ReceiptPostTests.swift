import Envelope
import Testing

@testable import Gateway

/// Receipts that go by themselves.
@Suite("Receipts that go by themselves")
struct ReceiptPostTests {
    private let store: Store
    private let fixture: StoreFixture
    private let first: OIN
    private let second: OIN

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        first = try SampleRegion.oin(1)
        second = try SampleRegion.oin(10)
    }

    /// A post whose every transfer fails.
    private func post() throws -> ReceiptPost {
        let region = try NodeRegion()
        for number in [1, 10] { region.setEndpoint(number, "https://partij.example/as2") }
        let loop = try TransferLoop(DeliverySettings())
        loop.close()
        let clock = NodeClock()
        let way = ReceiptWay(
            own: try SampleRegion.oin(2), https: AS2Client(loop), smtp: nil, address: nil,
            directory: HeldDirectory(try region.publish(at: CertificateMint.now), clock: clock), clock: clock)
        return ReceiptPost(store: store, way: way, log: NodeLog(least: .error, clock: clock) { _ in })
    }

    private func owed(_ party: OIN, _ messageID: String) -> OwedReceipt {
        OwedReceipt(
            party: party, messageID: messageID, receipt: SignedReceipt(contentType: "multipart/signed", body: [1, 2]))
    }

    @Test("one for a message, no more than so many for a party, and what was not sent is there after the next start")
    func bounded() async throws {
        let post = try post()
        for _ in 1...3 { post.send(owed(first, "<een@proef>")) }
        #expect(post.count(for: first) == 1)
        for number in 1...100 { post.send(owed(first, "<\(number)@proef>")) }
        #expect(post.count(for: first) == 32)
        post.send(owed(second, "<een@proef>"))
        #expect(post.count(for: second) == 1)
        try await until { try store.owed().count == 33 ? true : nil }
        await post.stop()
        post.send(owed(second, "<later@proef>"))
        #expect(post.count(for: first) == 0)
        #expect(post.count(for: second) == 0)
        store.close()
        let again = try fixture.open()
        let left = try again.owed()
        #expect(left.count == 33)
        #expect(Set(left.map(\.party)) == [first, second])
        #expect(left.contains(owed(first, "<een@proef>")))
        again.close()
    }

    @Test("what the last process owed waits again, and what has no way any more is forgotten")
    func resumed() async throws {
        let stranger = try SampleRegion.oin(9)
        try await store.owe(owed(first, "<een@proef>"))
        try await store.owe(owed(stranger, "<een@proef>"))
        let post = try post()
        post.resume()
        #expect(post.count(for: first) == 1)
        try await until { try store.owed() == [owed(first, "<een@proef>")] ? true : nil }
        await post.stop()
        store.close()
    }

    @Test("a later receipt about the same message takes the place of the first, and is not settled with it")
    func replaced() async throws {
        let (old, new) = (
            owed(first, "<een@proef>"),
            OwedReceipt(
                party: first, messageID: "<een@proef>",
                receipt: SignedReceipt(contentType: "multipart/signed", body: [3]))
        )
        try await store.owe(old)
        try await store.owe(new)
        try await store.settle(old)
        #expect(try store.owed() == [new])
        try await store.settle(new)
        #expect(try store.owed().isEmpty)
        store.close()
    }
}
