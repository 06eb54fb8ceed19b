import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerLimitTests {
    private static let get = "GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func limits(_ change: (inout ListenerLimits) -> Void) -> ListenerLimits {
        var limits = ListenerLimits()
        change(&limits)
        return limits
    }

    private static func post(_ length: Int, _ fields: String = "") -> String {
        "POST /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(fields)\r\n"
    }

    @Test func `a body of the largest size is taken, one more byte is not, and the connection stays`() async throws {
        let listener = try ListenerFixture.echo(limits: Self.limits { $0.bodyBytes = 100_000 })
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        for (length, status) in [(100_000, 200), (100_001, 413), (100_000, 200)] {
            client.send(Self.post(length) + String(repeating: "x", count: length))
            #expect(await talk.next()?.status == status)
        }
        await listener.stop()
    }

    @Test func `a chunked body is measured as it comes`() async throws {
        let listener = try ListenerFixture.echo(limits: Self.limits { $0.bodyBytes = 10_000 })
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
        client.send("POST /as2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        client.send(chunk + chunk + chunk + "0\r\n\r\n")
        #expect(await talk.next()?.status == 413)
        #expect(await talk.isAtEnd())
        await listener.stop()
    }

    @Test func `a body without end is cut off`() async throws {
        let listener = try ListenerFixture.echo(limits: Self.limits { $0.bodyBytes = 10_000 })
        let client = try RawClient(port: listener.port)
        client.send("POST /as2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
        let sent = (0..<10_000).first { _ in !client.send(chunk) }
        #expect(sent != nil)
        await listener.stop()
    }

    @Test func `continue is said only to a request that will be taken`() async throws {
        let listener = try ListenerFixture.echo(
            limits: Self.limits { $0.bodyBytes = 1000 }, routes: ["/as2": ["POST"]])
        let expect = "Expect: 100-continue\r\n"
        let taken = try RawClient(port: listener.port)
        let talk = Conversation(taken)
        taken.send(Self.post(5, expect))
        #expect(await talk.next()?.status == 100)
        taken.send("hello")
        #expect(await talk.next()?.status == 200)
        let refused: [(String, Int)] = [
            (Self.post(1001, expect), 413), (Self.post(5, expect).replacing("/as2", with: "/other"), 404),
            (Self.post(5, expect).replacing("POST", with: "PUT"), 405),
        ]
        for (request, status) in refused {
            let client = try RawClient(port: listener.port)
            client.send(request)
            #expect(await Conversation(client).next()?.status == status)
        }
        await listener.stop()
    }

    @Test func `unknown paths and methods are told apart before a body is read`() async throws {
        let listener = try ListenerFixture.echo(routes: ["/as2": ["POST"], "/directory": ["GET", "HEAD"]])
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        client.send("GET /directory/../as2 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await talk.next()?.status == 404)
        client.send("PUT /directory HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
        let answer = try #require(await talk.next())
        #expect(answer.status == 405)
        #expect(answer.has("Allow: GET, HEAD"))
        client.send(Self.post(5) + "hello")
        #expect(await talk.next()?.status == 200)
        await listener.stop()
    }

    @Test func `long targets, long heads and many fields are refused`() async throws {
        let listener = try ListenerFixture.echo()
        let requests: [(String, Int)] = [
            ("GET /\(String(repeating: "a", count: 2000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("GET /as2 HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 16_400))\r\n\r\n", 431),
            ("GET /as2 HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n", 431),
            ("GET /as2 HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: a\r\n", count: 100))\r\n", 431),
            ("GET /as2 HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: a\r\n", count: 20_000))\r\n", 431),
        ]
        for (request, status) in requests {
            let client = try RawClient(port: listener.port)
            client.send(request)
            #expect(await Conversation(client).next()?.status == status)
        }
        await listener.stop()
    }

    @Test func `more connections from one address than allowed are closed, until others go`() async throws {
        let listener = try ListenerFixture.echo(limits: Self.limits { $0.connectionsPerAddress = 3 })
        var clients: [RawClient] = []
        for _ in 0..<3 {
            let client = try RawClient(port: listener.port)
            client.send(Self.get)
            #expect(await Conversation(client).next()?.status == 200)
            clients.append(client)
        }
        let extra = try RawClient(port: listener.port)
        extra.send(Self.get)
        #expect(await Conversation(extra).next() == nil)
        clients.removeAll()
        #expect(await Self.eventually { try await Self.ask(listener) == 200 })
        await listener.stop()
    }

    @Test func `when all connections are taken, the one that waits longest makes room`() async throws {
        let limits = Self.limits { limits in
            (limits.connections, limits.connectionsPerAddress, limits.handshakeTime) = (16, nil, .seconds(300))
        }
        let listener = try ListenerFixture.echo(limits: limits)
        let clients = try (0..<40).map { _ in try RawClient(port: listener.port) }
        #expect(try await Self.ask(listener) == 200)
        #expect(listener.server.watch.count > limits.strangers)
        #expect(clients.count == 40)
        await listener.stop()
    }

    static func ask(_ listener: Listener, source: UInt8 = 1) async throws -> Int? {
        let client = try RawClient(port: listener.port, source: source)
        client.send(get)
        return await Conversation(client).next()?.status
    }

    static func eventually(_ condition: () async throws -> Bool) async -> Bool {
        for _ in 0..<200 {
            if (try? await condition()) == true { return true }
            try? await Task.sleep(for: .milliseconds(25))
        }
        return false
    }
}
