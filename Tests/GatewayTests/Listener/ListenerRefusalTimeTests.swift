import Synchronization
import Testing

@testable import Gateway

@Suite struct ListenerRefusalTimeTests {
    private static let wait: Duration = .seconds(2)

    /// Says when the handler was asked about who is not known.
    private final class Arrivals: Sendable {
        private let count = Atomic(0)

        func note() { count.add(1, ordering: .relaxed) }
        var hasOne: Bool { count.load(ordering: .relaxed) > 0 }
    }

    private static func listener(_ arrivals: Arrivals) throws -> Listener {
        var limits = ListenerLimits()
        limits.refusalTime = wait
        limits.requests = 1
        let place = ListenerPlace.network(address: "127.0.0.1", port: 0)
        return try Listener(settings: ListenerSettings(place: place, limits: limits)) { request in
            guard request.path == "/unknown" else {
                var response = HTTPResponse(status: 200, text: "")
                response.peer = "partij"
                return response
            }
            arrivals.note()
            return HTTPResponse(status: 403, text: "")
        }
    }

    @Test func `a 403 waits for its time, and takes no place from who is known`() async throws {
        let arrivals = Arrivals()
        let listener = try Self.listener(arrivals)
        #expect(try await ListenerLimitTests.ask(listener) == 200)
        let begin = ContinuousClock.now
        let refused = try RawClient(port: listener.port, source: 2)
        refused.send("GET /unknown HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await ListenerLimitTests.eventually { arrivals.hasOne })
        let taken = await ListenerLimitTests.eventually { try await ListenerLimitTests.ask(listener) == 200 }
        #expect(taken)
        #expect(await Conversation(refused).next()?.status == 403)
        #expect(ContinuousClock.now - begin >= Self.wait)
        #expect(await ListenerLimitTests.eventually { try await ListenerLimitTests.ask(listener) == 200 })
        await listener.stop()
    }

    @Test func `a 403 that waits does not hold up the end`() async throws {
        let listener = try Self.listener(Arrivals())
        let refused = try RawClient(port: listener.port)
        refused.send("GET /unknown HTTP/1.1\r\nHost: a\r\n\r\n")
        await listener.stop()
        let status = await Conversation(refused).next()?.status
        #expect(status == nil || status == 403 || status == 503)
    }
}
