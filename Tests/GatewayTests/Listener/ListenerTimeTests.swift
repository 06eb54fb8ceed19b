import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerTimeTests {
    private static func limits() -> ListenerLimits {
        var limits = ListenerLimits()
        limits.handshakeTime = .milliseconds(400)
        limits.requestTime = .milliseconds(600)
        limits.answerTime = .milliseconds(600)
        limits.idleTime = .seconds(1)
        return limits
    }

    /// Sends one byte after the other until the other side closes. At most 20 seconds.
    private static func dribble(_ client: any ByteClient, _ text: String) async -> Bool {
        for byte in Array(text.utf8) {
            guard client.send([byte]) else { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private static let long = String(repeating: "a", count: 400)

    struct Slow: CustomTestStringConvertible {
        let testDescription: String
        let atOnce: String
        let slowly: String
        let status: Int?
    }

    private static let head = "POST / HTTP/1.1\r\nHost: a\r\n"

    static let slow = [
        Slow(testDescription: "the request line", atOnce: "GET /", slowly: long, status: nil),
        Slow(testDescription: "the head", atOnce: head + "X: ", slowly: long, status: 408),
        Slow(testDescription: "the body", atOnce: head + "Content-Length: 1000\r\n\r\n", slowly: long, status: 408),
        Slow(
            testDescription: "chunks", atOnce: head + "Transfer-Encoding: chunked\r\n\r\n",
            slowly: long.replacing("a", with: "1\r\na\r\n"), status: 408),
    ]

    @Test(arguments: slow)
    func `a request that dribbles ends`(request: Slow) async throws {
        var limits = Self.limits()
        if request.status != nil { limits.handshakeTime = .seconds(10) }
        let listener = try ListenerFixture.echo(limits: limits)
        let client = try RawClient(port: listener.port)
        client.send(request.atOnce)
        #expect(await Self.dribble(client, request.slowly))
        #expect(await Conversation(client).next()?.status == request.status)
        await listener.stop()
    }

    @Test func `a request that dribbles over TLS ends`() async throws {
        let listener = try ListenerFixture.echo(limits: Self.limits(), identity: try await TLSFixture.credentials())
        let client = try TLSClient(port: listener.port)
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        _ = await Self.dribble(client, String(Self.long.prefix(20)))
        let talk = Conversation(client)
        #expect(await talk.next()?.status == 408)
        #expect(await talk.isAtEnd())
        let silent = try RawClient(port: listener.port)
        #expect(await Conversation(silent).next() == nil)
        await listener.stop()
    }

    @Test func `a connection without a request is closed`() async throws {
        let listener = try ListenerFixture.echo(limits: Self.limits())
        let client = try RawClient(port: listener.port)
        #expect(await Conversation(client).isAtEnd())
        let used = try RawClient(port: listener.port)
        let talk = Conversation(used)
        used.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await talk.next()?.status == 200)
        #expect(await talk.isAtEnd())
        await listener.stop()
    }

    @Test func `an answer that nobody takes in is cut off`() async throws {
        let place = ListenerPlace.network(address: "127.0.0.1", port: 0)
        let listener = try Listener(settings: ListenerSettings(place: place, limits: Self.limits())) { _ in
            HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 20_000_000))
        }
        let client = try RawClient(port: listener.port)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        try await Task.sleep(for: .milliseconds(1500))
        #expect(await Conversation(client).next() == nil)
        await listener.stop()
    }

    @Test func `a handler may take longer than a request may`() async throws {
        let place = ListenerPlace.network(address: "127.0.0.1", port: 0)
        let listener = try Listener(settings: ListenerSettings(place: place, limits: Self.limits())) { _ in
            try? await Task.sleep(for: .milliseconds(1500))
            return HTTPResponse(status: 200, text: "late")
        }
        let client = try RawClient(port: listener.port)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await Conversation(client).next()?.body == "late\n")
        await listener.stop()
    }
}
