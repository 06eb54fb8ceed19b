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
        // For one stranger a quarter: one that is answered, and one that waits.
        (limits.requests, limits.placesForStrangers, limits.retryAfter) = (8, 1, 7)
        let gate = Gate()
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { _ in
            await gate.pass()
            return HTTPResponse(status: 200, text: "done")
        }
        let taken = try (0..<2).map { _ in Conversation(try RawClient(port: listener.port)) }
        for talk in taken { talk.client.send(Self.post) }
        #expect(await ListenerLimitTests.eventually { listener.server.unanswered == 2 })
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
        #expect(await ListenerLimitTests.eventually { listener.server.admission.bytesInUse >= 200 << 10 })
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
        var limits = ListenerLimits()
        limits.placesForStrangers = 4
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { _ in
            await gate.pass()
            handled.withLock { $0 += 1 }
            return HTTPResponse(status: 200, text: "done")
        }
        let port = listener.port
        let idle = Conversation(try RawClient(port: port))
        let taken = try (0..<10).map { _ in Conversation(try RawClient(port: port)) }
        for talk in taken { talk.client.send(Self.post) }
        #expect(await ListenerLimitTests.eventually { listener.server.unanswered == 10 })
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

    @Test func `strangers wait for one another, and who is known waits for none of them`() async throws {
        var limits = ListenerLimits()
        limits.placesForStrangers = 1
        let gate = Gate()
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { request in
            guard request.address != "127.0.0.1" else {
                var response = HTTPResponse(status: 200, text: "done")
                response.peer = "partij"
                return response
            }
            await gate.pass()
            return HTTPResponse(status: 403, text: "no")
        }
        #expect(try await Self.status(listener.port) == 200)
        let strangers = try (0..<5).map { Conversation(try RawClient(port: listener.port, source: 2 + $0)) }
        for talk in strangers { talk.client.send(Self.post) }
        #expect(await ListenerLimitTests.eventually { listener.server.unanswered == 5 })
        for _ in 0..<5 { #expect(try await Self.status(listener.port) == 200) }
        #expect(listener.server.unanswered == 5)
        gate.open()
        for talk in strangers { #expect(await talk.next()?.status == 403) }
        await listener.stop()
    }

    @Test func `behind a proxy the address that it adds says whose turn it is`() async throws {
        var limits = ListenerLimits.proxied
        limits.placesForStrangers = 1
        let gate = Gate()
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { request in
            guard request.headers["X-Forwarded-For"]?.hasSuffix("192.0.2.1") == true else {
                await gate.pass()
                return HTTPResponse(status: 403, text: "no")
            }
            var response = HTTPResponse(status: 200, text: "done")
            response.peer = "partij"
            return response
        }
        func ask(_ forwarded: String) throws -> Conversation {
            let client = try RawClient(port: listener.port)
            client.send("GET /as2 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: \(forwarded)\r\n\r\n")
            return Conversation(client)
        }
        #expect(try await ask("192.0.2.1").next()?.status == 200)
        let strangers = try ["192.0.2.2", "192.0.2.1, 192.0.2.3", "2001:db8::1", "nobody"].map(ask)
        #expect(await ListenerLimitTests.eventually { listener.server.unanswered == strangers.count })
        #expect(try await ask("198.51.100.7, 192.0.2.1").next()?.status == 200)
        #expect(listener.server.unanswered == strangers.count)
        gate.open()
        for talk in strangers { #expect(await talk.next()?.status == 403) }
        await listener.stop()
    }

    @Test func `stop does not wait for ever`() async throws {
        var limits = ListenerLimits()
        (limits.stopTime, limits.placesForStrangers) = (.milliseconds(200), 1)
        let gate = Gate()
        let listener = try Listener(settings: ListenerSettings(place: Self.local, limits: limits)) { _ in
            await gate.pass()
            return HTTPResponse(status: 200)
        }
        let talks = try (0..<3).map { _ in Conversation(try RawClient(port: listener.port)) }
        for talk in talks { talk.client.send(Self.post) }
        #expect(await ListenerLimitTests.eventually { listener.server.unanswered == 3 })
        await listener.stop()
        for talk in talks { #expect(await talk.next()?.status == 503) }
        gate.open()
        await listener.stop()
        #expect(throws: ListenerError.self) { try listener.renew(certificate: [], key: []) }
    }
}
