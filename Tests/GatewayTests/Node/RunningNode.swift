import Envelope
import Foundation
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// A node of a test, with its store in a folder of its own.
final class RunningNode: Sendable {
    let number: Int
    let node: Node
    let directory: HeldDirectory
    let clock: NodeClock
    let fixture: StoreFixture
    private let lines: LineKeeper

    /// What the node logged.
    var log: String { lines.text }
    var store: Store { node.store }
    var oin: OIN { get throws { try SampleRegion.oin(number) } }

    init(
        _ number: Int, in region: NodeRegion, clock: NodeClock, fixture: StoreFixture? = nil,
        keys: KeyRing? = nil,
        change: (inout NodePlan) -> Void = { _ in }
    ) async throws {
        self.number = number
        self.clock = clock
        self.fixture = try fixture ?? StoreFixture()
        let lines = LineKeeper()
        self.lines = lines
        let tls = try LoopbackTLS.shared.get()
        let loopback = ListenerPlace.network(address: "127.0.0.1", port: 0)
        var plan = NodePlan(
            party: try SampleRegion.oin(number), system: "weerthuis",
            listen: ListenerSettings(place: loopback, identity: tls.credentials),
            local: ListenerSettings(place: loopback), clock: clock,
            log: NodeLog(least: .debug, clock: clock) { lines.add($0) })
        plan.delivery.authorities = [tls.authorities]
        plan.delivery.allowedPrivateNetworks = ["127.0.0.0/8"]
        change(&plan)
        let held = HeldDirectory(try region.publish(at: clock.now), clock: clock)
        directory = held
        node = try Node(plan, store: try self.fixture.open(), keys: keys ?? region.ring(of: number)) { _, _ in held }
        try await node.start()
        region.setEndpoint(number, "https://127.0.0.1:\(node.port)/as2")
    }

    @discardableResult
    func send(
        _ type: String, _ data: JSONTree, dossier: UniqueID? = nil, chosen: [Int] = [], person: Int = 1
    ) async throws -> SubmissionReport {
        let mail = SampleRegion.mail(number, person)
        return try await node.submit(
            Submission(
                type: type, data: data.encoded(), releasedBy: .contactpersoon(mail: mail), dossier: dossier,
                chosen: try chosen.map { try SampleRegion.oin($0) }))
    }

    /// Waits until a delivery is in one of these states.
    @discardableResult
    func wait(
        for message: UniqueID, to number: Int, _ states: OutboundState..., within limit: Duration = .seconds(300)
    ) async throws -> MessageSummary {
        let id = StoredMessageID.outbound(DeliveryID(message: message, recipient: try SampleRegion.oin(number)))
        return try await until(within: limit) {
            let summary = try self.store.summary(of: id)
            guard case .outbound(let state) = summary.state, states.contains(state) else { return nil }
            return summary
        }
    }

    func steps(of message: UniqueID, to number: Int) throws -> [ReceiptStep] {
        try store.steps(of: .outbound(DeliveryID(message: message, recipient: try SampleRegion.oin(number))))
    }

    /// Waits until the receipt chain of a delivery has so many steps.
    func chain(of message: UniqueID, to number: Int, count: Int) async throws -> [ReceiptStep] {
        try await until {
            let steps = try self.steps(of: message, to: number)
            return steps.count >= count ? steps : nil
        }
    }

    /// Makes the node look at its store now.
    func ring() { StoreBell.ring(at: store.location) }

    func arrivals() throws -> [MessageSummary] { try store.messages(MessageFilter(direction: .inbound)).messages }
}

/// Keeps lines for a test to look at.
final class LineKeeper: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func add(_ line: [UInt8]) { bytes.withLock { $0 += line } }
}

/// Asks again and again until there is an answer.
@discardableResult
func until<Value>(
    within limit: Duration = .seconds(300), sourceLocation: SourceLocation = #_sourceLocation,
    _ answer: () throws -> Value?
) async throws -> Value {
    let start = ContinuousClock.now
    while true {
        if let value = try answer() { return value }
        try #require(
            ContinuousClock.now - start < limit, "it did not happen within \(limit)", sourceLocation: sourceLocation)
        try await Task.sleep(for: .milliseconds(5))
    }
}
