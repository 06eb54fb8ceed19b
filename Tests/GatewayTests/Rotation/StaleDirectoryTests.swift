import Envelope
import Schemas
import Testing

@testable import Gateway

/// A node whose directory is old exchanges messages with one whose directory is of today: docs/directory.md, troubles.
@Suite("Node: a partner with an old directory", .serialized)
struct StaleDirectoryTests {
    /// Time passes; the sender's node gets today's edition and the receiver's does not.
    private func group(days: Int64) async throws -> (group: NodeGroup, fresh: DirectorySnapshot) {
        let group = try await NodeGroup([1, 2])
        group.clock.advance(seconds: days * 86_400 + 3_600)
        let fresh = try group.region.publish(at: group.clock.now)
        try group[1].directory.set(fresh)
        return (group, fresh)
    }

    @Test("unconfirmed for a day or a week: it takes messages in, sends nothing, and says why", arguments: [1, 7])
    func unconfirmed(days: Int64) async throws {
        let (group, fresh) = try await group(days: days)
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        try await group[1].wait(for: report.message, to: 2, .delivered)
        let receiver = try group[2]
        func answer() throws -> MessageSummary? {
            try receiver.store.messages(MessageFilter(direction: .outbound)).messages.first
        }
        let waiting = try await until { try answer().flatMap { $0.state == .outbound(.deferred) ? $0 : nil } }
        #expect(waiting.lastReason?.hasPrefix("Het adresboek is langer dan 24 uur niet bevestigd") == true)
        let health = await receiver.node.watch.answer(HTTPRequest(method: "GET", path: "/healthz"))
        #expect(health.status == 503)
        #expect(String(decoding: health.body, as: UTF8.self).contains("freshness-stale"))
        receiver.directory.set(fresh)
        try await until { try answer()?.state == .outbound(.delivered) ? true : nil }
        await group.stop()
    }

    @Test("past its last day: it takes nothing in and accepts nothing for sending; afterwards everything arrives")
    func expired() async throws {
        let (group, fresh) = try await group(days: 91)
        let report = try await group[1].send("registratie", try SampleProfiles.form("registratie"))
        let waiting = try await group[1].wait(for: report.message, to: 2, .deferred)
        #expect(waiting.lastReason?.contains("503") == true)
        let receiver = try group[2]
        let health = await receiver.node.watch.answer(HTTPRequest(method: "GET", path: "/healthz"))
        #expect(String(decoding: health.body, as: UTF8.self).contains("edition-expired"))
        receiver.directory.set(fresh)
        group.clock.advance(seconds: 600)
        try group[1].ring()
        try await group[1].wait(for: report.message, to: 2, .delivered)
        await group.stop()
    }
}
