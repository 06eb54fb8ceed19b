import Testing

@testable import Gateway

@Suite struct ListenerStrangerTests {
    private static let get = "GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let halfHead = "POST /as2 HTTP/1.1\r\nHost: a\r\n"

    private static func listener(connections: Int, idle: Duration, all: Duration) throws -> Listener {
        var limits = ListenerLimits()
        (limits.connections, limits.stopTime) = (connections, .milliseconds(100))
        (limits.strangerIdleTime, limits.strangerTime) = (idle, all)
        return try ListenerFixture.recognising(limits: limits)
    }

    /// Connections of one address, each of which had an answer.
    private static func answered(_ number: Int, _ listener: Listener, source: UInt8) async throws -> [RawClient] {
        var clients: [RawClient] = []
        for _ in 0..<number {
            let client = try RawClient(port: listener.port, source: source)
            client.send(get)
            try #require(await Conversation(client).next()?.status == 200)
            clients.append(client)
        }
        return clients
    }

    private static func isOpen(_ client: RawClient) async -> Bool {
        client.send(get)
        return await Conversation(client).next()?.status == 200
    }

    private static func hasRoom(_ listener: Listener, for source: UInt8) async throws -> Bool {
        try await ListenerLimitTests.ask(listener, source: source) == 200
    }

    @Test func `strangers take half of the connections, and who is known keeps his and gets more`() async throws {
        let listener = try Self.listener(connections: 16, idle: .zero, all: .seconds(300))
        let known = try await Self.answered(2, listener, source: 1)
        let strangers = try (UInt8(2)..<42).map { source in
            let client = try RawClient(port: listener.port, source: source)
            client.send(Self.halfHead)
            return client
        }
        for _ in 0..<3 {
            for client in known { #expect(await Self.isOpen(client)) }
            #expect(try await Self.hasRoom(listener, for: 1))
        }
        #expect(await ListenerLimitTests.eventually { listener.server.watch.count <= 2 + 8 })
        #expect(strangers.count == 40)
        await listener.stop()
    }

    @Test func `a stranger ends no connection of the known while these have no more than the rest`() async throws {
        let listener = try Self.listener(connections: 16, idle: .zero, all: .seconds(300))
        let known = try await Self.answered(6, listener, source: 1)
        let strangers = try await Self.answered(8, listener, source: 2)
        for source in UInt8(3)..<8 {
            #expect(await ListenerLimitTests.eventually { try await Self.hasRoom(listener, for: source) })
        }
        for client in known { #expect(await Self.isOpen(client)) }
        #expect(strangers.count == 8)
        await listener.stop()
    }

    @Test func `a stranger gets no place before another had his time`() async throws {
        let listener = try Self.listener(connections: 8, idle: .seconds(300), all: .seconds(300))
        let clients = try await Self.answered(4, listener, source: 2)
        for source in UInt8(3)..<13 { #expect(try await !Self.hasRoom(listener, for: source)) }
        for client in clients { #expect(await Self.isOpen(client)) }
        await listener.stop()
    }

    @Test func `a stranger who keeps half a request makes room, one for one`() async throws {
        let listener = try Self.listener(connections: 8, idle: .seconds(300), all: .zero)
        let slow = try (0..<4).map { _ in try RawClient(port: listener.port, source: 2, milliseconds: 500) }
        for client in slow { client.send(Self.halfHead) }
        #expect(await ListenerLimitTests.eventually { listener.server.watch.count == 4 })
        #expect(try await Self.hasRoom(listener, for: 3))
        let ended = await Background.run { slow.count { Conversation($0).nextBlocking() != nil } }
        #expect(ended == 1)
        await listener.stop()
    }

    @Test func `a stranger who asks again and again had his time too`() async throws {
        let listener = try Self.listener(connections: 8, idle: .seconds(300), all: .zero)
        let busy = try await Self.answered(4, listener, source: 2)
        #expect(try await Self.hasRoom(listener, for: 3))
        #expect(await !Self.isOpen(busy[0]))
        await listener.stop()
    }

    @Test func `when an address becomes known, all of its connections are`() async throws {
        let listener = try Self.listener(connections: 8, idle: .zero, all: .zero)
        let early = try (0..<3).map { _ in try RawClient(port: listener.port, source: 1) }
        #expect(await ListenerLimitTests.eventually { listener.server.watch.count == 3 })
        #expect(await Self.isOpen(early[1]))
        for source in UInt8(2)..<22 { _ = try await Self.hasRoom(listener, for: source) }
        for client in early { #expect(await Self.isOpen(client)) }
        await listener.stop()
    }
}
