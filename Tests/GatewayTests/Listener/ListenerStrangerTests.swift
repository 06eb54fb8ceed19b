import Testing

@testable import Gateway

@Suite struct ListenerStrangerTests {
    private static let get = "GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let halfHead = "POST /as2 HTTP/1.1\r\nHost: a\r\n"

    private static func limits(connections: Int, idle: Duration, all: Duration) -> ListenerLimits {
        var limits = ListenerLimits()
        (limits.connections, limits.stopTime) = (connections, .milliseconds(100))
        (limits.strangerIdleTime, limits.strangerTime) = (idle, all)
        return limits
    }

    private static func listener(connections: Int, idle: Duration, all: Duration) throws -> Listener {
        try ListenerFixture.recognising(limits: limits(connections: connections, idle: idle, all: all))
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

    @Test(arguments: [4, 8])
    func `a stranger who keeps half a request makes room, one for one`(connections: Int) async throws {
        let listener = try Self.listener(connections: connections, idle: .seconds(300), all: .zero)
        let slow = try (0..<connections / 2).map { _ in
            Conversation(try RawClient(port: listener.port, source: 2, milliseconds: 500))
        }
        try await Self.beginBody(slow)
        #expect(try await Self.hasRoom(listener, for: 3))
        let ended = await Background.run { slow.count { $0.nextBlocking()?.status == 408 } }
        #expect(ended == 1)
        await listener.stop()
    }

    @Test func `over TLS too, at once`() async throws {
        let limits = Self.limits(connections: 8, idle: .seconds(300), all: .zero)
        let listener = try ListenerFixture.echo(limits: limits, identity: try await TLSFixture.credentials())
        let slow = try (0..<4).map { _ in Conversation(try TLSClient(port: listener.port)) }
        try await Self.beginBody(slow)
        let client = try TLSClient(port: listener.port)
        client.send(Self.get)
        #expect(await Conversation(client).next()?.status == 200)
        await listener.stop()
    }

    /// Half a request on each, of which the listener has read the head.
    private static func beginBody(_ talks: [Conversation]) async throws {
        for talk in talks {
            talk.client.send("POST /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
            try #require(await talk.next()?.status == 100)
        }
    }

    @Test func `a stranger who asks again and again has his time in all`() async throws {
        let listener = try Self.listener(connections: 8, idle: .seconds(300), all: .milliseconds(500))
        let busy = try await Self.answered(4, listener, source: 2)
        let hasRoom = await ListenerLimitTests.eventually {
            for client in busy { _ = await Self.isOpen(client) }
            return try await Self.hasRoom(listener, for: 3)
        }
        #expect(hasRoom)
        await listener.stop()
    }

    @Test func `a stranger whose request is handled gets the answer, and ends with it`() async throws {
        let limits = Self.limits(connections: 8, idle: .seconds(300), all: .zero)
        let gate = Gate()
        let place = ListenerPlace.network(address: "127.0.0.1", port: 0)
        let listener = try Listener(settings: ListenerSettings(place: place, limits: limits)) { request in
            if request.method == "PUT" { await gate.pass() }
            return HTTPResponse(status: 200, text: "done")
        }
        let held = try (0..<4).map { _ in Conversation(try RawClient(port: listener.port, source: 2)) }
        for talk in held { talk.client.send("PUT /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n") }
        #expect(await ListenerLimitTests.eventually { listener.server.unanswered == 4 })
        #expect(try await !Self.hasRoom(listener, for: 3))
        gate.open()
        for talk in held {
            let answer = try #require(await talk.next())
            #expect(answer.status == 200)
            #expect(answer.has("Connection: close"))
        }
        await listener.stop()
    }

    @Test func `when an address becomes known, all of its connections are`() async throws {
        let listener = try Self.listener(connections: 8, idle: .zero, all: .zero)
        let early = try (0..<3).map { _ in try RawClient(port: listener.port, source: 1) }
        #expect(await ListenerLimitTests.eventually { listener.server.watch.count == 3 })
        #expect(await Self.isOpen(early[1]))
        var strangers: [RawClient] = []
        for source in UInt8(2)..<22 {
            let client = try RawClient(port: listener.port, source: source)
            _ = await Self.isOpen(client)
            strangers.append(client)
        }
        for client in early { #expect(await Self.isOpen(client)) }
        #expect(strangers.count == 20)
        await listener.stop()
    }
}
