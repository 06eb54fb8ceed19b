import Envelope
import Schemas
import Synchronization
import Testing

@testable import Gateway

/// What waits for the directory goes when the directory has it, and not at the next attempt by the clock.
@Suite("Node: a new edition lets go what waited for it", .serialized)
struct WaitingDeliveriesTests {
    private static let nowhere = "https://127.0.0.1:9/as2"

    private func waiting(_ group: NodeGroup) async throws -> UniqueID {
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        try await group[1].wait(for: report.message, to: 2, .deferred)
        return report.message
    }

    @Test("another address: at once, without the clock or a person")
    func address() async throws {
        let group = try await NodeGroup([1, 2])
        let endpoint = "https://127.0.0.1:\(try group[2].node.port)/as2"
        group.region.setEndpoint(2, Self.nowhere)
        try group.publish()
        let message = try await waiting(group)
        group.region.setEndpoint(2, endpoint)
        try group.publish()
        #expect(try await group[1].wait(for: message, to: 2, .delivered).attempts == 2)
        await group.stop()
    }

    @Test("a key, after a party had none that could be sealed to")
    func key() async throws {
        let region = try NodeRegion()
        let group = try await NodeGroup([1, 2], region: region)
        region.setEndpoint(2, Self.nowhere)
        try group.publish()
        let message = try await waiting(group)
        for person in 1...2 {
            try region.setKeys(of: SampleRegion.mail(2, person)) { keys in
                for index in keys.indices where keys[index].use == "encryption" { keys[index].active = 9 }
            }
        }
        region.setEndpoint(2, "https://127.0.0.1:\(try group[2].node.port)/as2")
        try group.publish()
        try await until { try summary(message, group).attempts == 2 ? true : nil }
        try await group[1].wait(for: message, to: 2, .deferred)
        for person in 1...2 {
            try region.setKeys(of: SampleRegion.mail(2, person)) { keys in
                for index in keys.indices where keys[index].use == "encryption" { keys[index].active = -1 }
            }
        }
        try group.publish()
        try await group[1].wait(for: message, to: 2, .delivered)
        await group.stop()
    }

    private func summary(_ message: UniqueID, _ group: NodeGroup) throws -> MessageSummary {
        try group[1].store.summary(
            of: .outbound(DeliveryID(message: message, recipient: try SampleRegion.oin(2))))
    }

    @Test("a confirmation, after a day without one")
    func confirmation() async throws {
        let group = try await NodeGroup([1, 2])
        group.region.setEndpoint(2, Self.nowhere)
        try group.publish()
        let message = try await waiting(group)
        group.clock.advance(seconds: 25 * 3_600)
        try group[1].ring()
        let reason = try await until {
            let summary = try summary(message, group)
            return summary.attempts == 2 && summary.state == .outbound(.deferred) ? summary.lastReason : nil
        }
        #expect(reason.hasPrefix("Het adresboek is langer dan 24 uur niet bevestigd"))
        group.region.setEndpoint(2, "https://127.0.0.1:\(try group[2].node.port)/as2")
        try group.publish()
        try await group[1].wait(for: message, to: 2, .delivered)
        await group.stop()
    }

    @Test("only what the change is about is let go")
    func scope() throws {
        let region = try SampleRegion(SampleRegion.fryslan)
        let routing = RoutingTable(try SampleProfiles.fryslan.get())
        func snapshot(_ region: SampleRegion, confirmed: Int64 = 0) throws -> DirectorySnapshot {
            DirectorySnapshot(
                directory: try region.directory(), signed: [], confirmed: CertificateMint.day(confirmed),
                routing: routing)
        }
        let store = try StoreFixture().open()
        let waiting = WaitingDeliveries(
            own: try SampleRegion.oin(1), store: store, circuits: PartnerCircuits(), clock: NodeClock(),
            log: NodeLog(least: .error, clock: NodeClock()) { _ in }, wake: {})
        let first = try snapshot(region)
        func scope(_ next: DirectorySnapshot, from old: DirectorySnapshot? = nil) -> WaitingDeliveries.Scope? {
            waiting.scope(from: old ?? first, to: next, at: SampleRegion.now)
        }
        #expect(scope(try snapshot(region)) == nil)
        let moved = try snapshot(region.setting("/parties/2/endpoint", "https://elders.example/as2"))
        #expect(scope(moved) == .parties([try SampleRegion.oin(3)]))
        #expect(scope(try snapshot(region.setting("/parties/0/name", "Anders"))) == .everybody)
        #expect(scope(first, from: try snapshot(region, confirmed: -3)) == .everybody)
        store.close()
    }
}
