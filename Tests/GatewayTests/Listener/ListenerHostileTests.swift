import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerHostileTests {
    private static let seeds = [
        "POST /as2?x=%41 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "POST /as2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: a\r\n\r\n",
        "GET /as2 HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=\"d\"\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n\r\n",
        "HEAD /%2e%2e/ HTTP/1.0\r\nConnection: close, upgrade\r\nUpgrade: h2c\r\n\r\n",
    ].map { Array($0.utf8) }

    private static let pieces = [
        "\r\n", "\n", "\r", "\0", ":", " ", "\t", ";", "%", "?", "&=", "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "ffffffffffffffff\r\n", "-1", "HTTP/1.1", "\u{FF}", String(repeating: "A", count: 3000),
    ].map { Array($0.utf8) }

    private static func mutant(_ random: inout SplitMix) -> [UInt8] {
        var bytes = seeds[Int(random.next() % UInt64(seeds.count))]
        for _ in 0..<(1 + random.next() % 4) {
            let place = Int(random.next() % UInt64(bytes.count + 1))
            switch random.next() % 5 {
            case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: place)
            case 3: bytes += seeds[Int(random.next() % UInt64(seeds.count))]
            default: bytes = Array(bytes.prefix(max(1, place)))
            }
        }
        return bytes
    }

    @Test(arguments: [false, true])
    func `whatever bytes come, it keeps serving`(overTLS: Bool) async throws {
        let listener = try ListenerFixture.echo(identity: overTLS ? try await TLSFixture.credentials() : nil)
        let port = listener.port
        let end = ContinuousClock.now + .seconds(2)
        let sent = await Background.run {
            var random = SplitMix(state: 20_261_121)
            var count = 0
            while ContinuousClock.now < end, count < 4000 {
                guard let client = try? Self.client(port, overTLS && count % 2 == 0, milliseconds: 20) else {
                    return -1
                }
                client.send(Self.mutant(&random))
                if random.next() % 4 == 0 { _ = client.receive() }
                count += 1
            }
            return count
        }
        #expect(sent > 20)
        #expect(await ListenerLimitTests.eventually { listener.server.watch.count == 0 })
        let client = try Self.client(port, overTLS, milliseconds: 10_000)
        client.send("GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await Conversation(client).next()?.body == "GET /as2 -  127.0.0.1\n")
        await listener.stop()
    }

    private static func client(_ port: UInt16, _ overTLS: Bool, milliseconds: Int) throws -> any ByteClient {
        overTLS
            ? try TLSClient(port: port, milliseconds: milliseconds)
            : try RawClient(port: port, milliseconds: milliseconds)
    }
}

/// Numbers that are the same at every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
