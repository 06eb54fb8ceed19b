import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerPaceTests {
    private static let local = ListenerPlace.network(address: "127.0.0.1", port: 0)
    private static let known = "127.0.0.1"

    /// Knows who sends from 127.0.0.1, and answers with the length of the body.
    private static func listener(
        bytesPerSecond: Int, overTLS: Bool = false, _ change: (inout ListenerLimits) -> Void = { _ in }
    ) async throws -> Listener {
        var limits = ListenerLimits()
        limits.strangersBytesPerSecond = bytesPerSecond
        change(&limits)
        let identity = overTLS ? try await TLSFixture.credentials() : nil
        return try Listener(settings: ListenerSettings(place: local, identity: identity, limits: limits)) { request in
            var response = HTTPResponse(status: 200, text: "\(request.body.count)")
            if request.address == known { response.peer = "partij" }
            return response
        }
    }

    private static func post(_ count: Int) -> [UInt8] {
        Array("POST /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n".utf8)
            + [UInt8](repeating: 0x78, count: count)
    }

    private static func chunked(_ count: Int) -> [UInt8] {
        let chunk = Array("1000\r\n".utf8) + [UInt8](repeating: 0x78, count: 4096) + Array("\r\n".utf8)
        return Array("POST /as2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
            + (0..<count / 4096).flatMap { _ in chunk } + Array("0\r\n\r\n".utf8)
    }

    private static func ask(_ bytes: [UInt8], _ listener: Listener, source: UInt8) async throws -> Conversation {
        let client = try RawClient(port: listener.port, source: source, milliseconds: 60_000)
        _ = await Background.run { client.send(bytes) }
        return Conversation(client)
    }

    @Test func `a long body of a stranger waits, a short one does not`() async throws {
        let listener = try await Self.listener(bytesPerSecond: 1)
        let long = try await Self.ask(Self.post(200_000), listener, source: 2)
        #expect(await ListenerLimitTests.eventually { listener.server.pace.waiting == 1 })
        #expect(try await Self.ask(Self.post(64 << 10), listener, source: 3).next()?.body == "65536\n")
        #expect(listener.server.pace.waiting == 1)
        await listener.stop()
        #expect(await long.next()?.body == "200000\n", "what was begun is taken in when the listener stops")
    }

    @Test func `who is known does not wait`() async throws {
        let listener = try await Self.listener(bytesPerSecond: 1)
        #expect(try await Self.ask(Self.post(5), listener, source: 1).next()?.status == 200)
        let long = try await Self.ask(Self.post(200_000), listener, source: 2)
        #expect(await ListenerLimitTests.eventually { listener.server.pace.waiting == 1 })
        #expect(try await Self.ask(Self.post(500_000), listener, source: 1).next()?.body == "500000\n")
        #expect(listener.server.pace.waiting == 1)
        await listener.stop()
        #expect(await long.next()?.status == 200)
    }

    @Test(arguments: [post(300_000), chunked(75 * 4096)])
    func `bodies of strangers come in whole, however often they waited`(request: [UInt8]) async throws {
        let listener = try await Self.listener(bytesPerSecond: 2 << 20)
        let expected = request.count < 303_000 ? "300000\n" : "\(75 * 4096)\n"
        let talks = try await withThrowingTaskGroup(of: Conversation.self) { group in
            for source in 2..<12 { group.addTask { try await Self.ask(request, listener, source: UInt8(source)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for talk in talks { #expect(await talk.next()?.body == expected) }
        await listener.stop()
    }

    @Test func `over TLS no byte is left behind in the library`() async throws {
        let listener = try await Self.listener(bytesPerSecond: 2 << 20, overTLS: true)
        let port = listener.port
        let body = await Background.run { () -> String? in
            guard let client = try? TLSClient(port: port, milliseconds: 60_000) else { return nil }
            guard client.send(Self.post(3 << 20)) else { return nil }
            return Conversation(client).nextBlocking()?.body
        }
        #expect(body == "\(3 << 20)\n")
        await listener.stop()
    }

    @Test func `what is refused is read at that pace too`() async throws {
        let listener = try await Self.listener(bytesPerSecond: 1) { $0.bodyBytes = 100_000 }
        let refused = try await Self.ask(Self.post(150_000), listener, source: 2)
        #expect(await ListenerLimitTests.eventually { listener.server.pace.waiting == 1 })
        await listener.stop()
        #expect(await refused.next()?.status == 413)
    }

    @Test func `strangers leave half of the memory, and the first part of a body always has room`() {
        var limits = ListenerLimits()
        (limits.requestBytes, limits.connectionsPerAddress) = (1000, 64)
        let admission = Admission(limits)
        #expect(admission.reserve(300, for: 1, isBounded: true))
        #expect(admission.reserve(200, for: 2, isBounded: true))
        #expect(!admission.reserve(1, for: 3, isBounded: true))
        #expect(admission.reserve(400, for: 3, isBounded: false))
        admission.release(300, for: 1, bounded: 300)
        #expect(admission.reserve(300, for: 4, isBounded: true))
        #expect(!admission.reserve(101, for: 5, isBounded: false))
        #expect(admission.bytesInUse == 900)
    }

    @Test func `of connections that two threads let in at the same time, the one too many is told`() {
        var limits = ListenerLimits()
        limits.connectionsPerAddress = 1
        let admission = Admission(limits)
        #expect(admission.hasRoom(for: 1))
        #expect(admission.hasRoom(for: 1))
        let taken = [admission.open(1), admission.open(1), admission.open(2), admission.open(nil)]
        #expect(taken == [true, false, true, true])
        admission.close(1)
        #expect(!admission.hasRoom(for: 1))
        admission.close(1)
        #expect(admission.hasRoom(for: 1))
    }
}
