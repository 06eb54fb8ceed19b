import Foundation
import Synchronization
import Testing

@testable import Gateway

@Suite struct ListenerTrafficTests {
    private static let post = "POST /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
    private static let local = ListenerPlace.network(address: "127.0.0.1", port: 0)

    private static func status(_ port: UInt16) async throws -> Int? {
        let client = try RawClient(port: port)
        client.send(post)
        return await Conversation(client).next()?.status
    }

    @Test func `requests that are sent together are answered in order`() async throws {
        let listener = try ListenerFixture.echo()
        let client = try RawClient(port: listener.port)
        let talk = Conversation(client)
        client.send((0..<50).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
        for index in 0..<50 { #expect(await talk.next()?.body == "GET /\(index) -  127.0.0.1\n") }
        await listener.stop()
    }

    @Test func `when full, more gets 503 with Retry-After on a connection that stays, and what was taken is answered`()
        async throws
    {
        var limits = ListenerLimits()
        (limits.requests, limits.retryAfter) = (2, 7)
        let gate = Gate()
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { _ in
            await gate.pass()
            return HTTPResponse(status: 200, text: "done")
        }
        let taken = try (0..<2).map { _ in Conversation(try RawClient(port: listener.port)) }
        for talk in taken { talk.client.send(Self.post) }
        await gate.wait(for: 2)
        let extra = Conversation(try RawClient(port: listener.port))
        for _ in 0..<3 {
            extra.client.send(Self.post)
            let answer = try #require(await extra.next())
            #expect(answer.status == 503)
            #expect(answer.has("Retry-After: 7"))
        }
        gate.open()
        for talk in taken { #expect(await talk.next()?.body == "done\n") }
        extra.client.send(Self.post)
        #expect(await extra.next()?.status == 200)
        await listener.stop()
    }

    @Test func `bodies that fill the memory give 503 to more, and one sender leaves half for others`() async throws {
        var limits = ListenerLimits()
        (limits.requestBytes, limits.bodyBytes) = (512 << 10, 300 << 10)
        let listener = try ListenerFixture.echo(limits: limits)
        let large = "POST /as2 HTTP/1.1\r\nHost: a\r\nContent-Length: \(250 << 10)\r\n\r\n"
        let holding = try RawClient(port: listener.port)
        holding.send(large + String(repeating: "x", count: 200 << 10))
        #expect(await ListenerLimitTests.eventually { listener.server.admission.inUse.bytes >= 200 << 10 })
        let client = try RawClient(port: listener.port)
        client.send(large + String(repeating: "x", count: 250 << 10))
        #expect(await Conversation(client).next()?.status == 503)
        holding.send(String(repeating: "x", count: 50 << 10))
        #expect(await Conversation(holding).next()?.status == 200)
        #expect(await ListenerLimitTests.eventually { try await Self.status(listener.port) == 200 })
        await listener.stop()
    }

    @Test func `renewal under traffic drops no request and refuses no connection`() async throws {
        let identities = [try await TLSFixture.credentials(), try await TLSFixture.credentials(TLSFixture.rsa)]
        let listener = try ListenerFixture.echo(identity: identities[0])
        let port = listener.port
        let failures = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<3 {
                group.addTask {
                    await Background.run {
                        (0..<60).count { index in
                            guard let client = try? TLSClient(port: port) else { return true }
                            let talk = Conversation(client)
                            return !(0..<(1 + (worker + index) % 3)).allSatisfy { _ in
                                client.send(Self.post) && talk.nextBlocking()?.status == 200
                            }
                        }
                    }
                }
            }
            for round in 0..<20 {
                let next = identities[(round + 1) % 2]
                if (try? listener.renew(certificate: next.certificate, key: next.key)) == nil {
                    Issue.record("renewal")
                }
                try? await Task.sleep(for: .milliseconds(30))
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 0)
        await listener.stop()
    }

    @Test func `stop under traffic answers what it took, and takes no more`() async throws {
        let gate = Gate()
        let handled = Mutex(0)
        let listener = try Listener(settings: ListenerSettings(place: Self.local)) { _ in
            await gate.pass()
            handled.withLock { $0 += 1 }
            return HTTPResponse(status: 200, text: "done")
        }
        let port = listener.port
        let idle = Conversation(try RawClient(port: port))
        let taken = try (0..<10).map { _ in Conversation(try RawClient(port: port)) }
        for talk in taken { talk.client.send(Self.post) }
        await gate.wait(for: 10)
        async let stopping: Void = listener.stop()
        #expect(await idle.isAtEnd())
        #expect(throws: ClientFailure.self) { _ = try RawClient(port: port) }
        gate.open()
        for talk in taken {
            let answer = try #require(await talk.next())
            #expect(answer.status == 200)
            #expect(answer.has("Connection: close"))
            #expect(await talk.isAtEnd())
        }
        await stopping
        #expect(handled.withLock { $0 } == 10)
    }

    @Test func `stop does not wait for ever`() async throws {
        var limits = ListenerLimits()
        limits.stopTime = .milliseconds(200)
        let gate = Gate()
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { _ in
            await gate.pass()
            return HTTPResponse(status: 200)
        }
        let talk = Conversation(try RawClient(port: listener.port))
        talk.client.send(Self.post)
        await gate.wait(for: 1)
        await listener.stop()
        #expect(await talk.next()?.status == 503)
        gate.open()
        await listener.stop()
        #expect(throws: ListenerError.self) { try listener.renew(certificate: [], key: []) }
    }
}
