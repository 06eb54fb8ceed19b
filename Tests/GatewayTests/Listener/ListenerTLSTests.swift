import CMicroHTTPD
import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerTLSTests {
    private static let get = "GET /as2 HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(
        arguments: [TLSFixture.p256, TLSFixture.rsa],
        ["NORMAL:-VERS-ALL:+VERS-TLS1.2", "NORMAL:-VERS-ALL:+VERS-TLS1.3"])
    func `both kinds of key serve TLS 1.2 and 1.3`(key: [String], priorities: String) async throws {
        let listener = try ListenerFixture.echo(identity: try await TLSFixture.credentials(key))
        let client = try TLSClient(port: listener.port, priorities: priorities)
        let talk = Conversation(client)
        client.send(Self.get)
        #expect(await talk.next()?.body == "GET /as2 -  127.0.0.1\n")
        client.send(Self.get)
        #expect(await talk.next()?.status == 200)
        await listener.stop()
    }

    @Test(arguments: [
        "NORMAL:-VERS-ALL:+VERS-TLS1.1", "NORMAL:-VERS-ALL:+VERS-TLS1.0", "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA",
        "NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-CBC", "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+DHE-RSA",
    ])
    func `older versions and weaker ciphers are refused`(priorities: String) async throws {
        let listener = try ListenerFixture.echo(identity: try await TLSFixture.credentials(TLSFixture.rsa))
        #expect(throws: ClientFailure.self) { _ = try TLSClient(port: listener.port, priorities: priorities) }
        _ = try TLSClient(port: listener.port)
        await listener.stop()
    }

    private static func ask(_ listener: Listener) async -> Int? {
        await Background.run {
            guard let client = try? TLSClient(port: listener.port), client.send(Array(get.utf8)) else { return nil }
            return Conversation(client).nextBlocking()?.status
        }
    }

    @Test func `strangers have few handshakes at once, and who is known is let in beside them`() async throws {
        var limits = ListenerLimits()
        (limits.handshakes, limits.handshakeTime) = (4, .seconds(300))
        let listener = try ListenerFixture.recognising(limits: limits, identity: try await TLSFixture.credentials())
        #expect(await Self.ask(listener) == 200)
        let silent = try (2..<14).map { try RawClient(port: listener.port, source: $0) }
        for _ in 0..<3 { #expect(await Self.ask(listener) == 200) }
        #expect(await ListenerLimitTests.eventually { listener.server.watch.count == limits.handshakes })
        #expect(silent.count == 12)
        await listener.stop()
    }

    @Test func `a renewed certificate is shown at once, and old connections go on`() async throws {
        let first = try await TLSFixture.credentials()
        let listener = try ListenerFixture.echo(identity: first)
        let old = try TLSClient(port: listener.port)
        let oldTalk = Conversation(old)
        let second = try await TLSFixture.credentials(TLSFixture.rsa)
        try listener.renew(certificate: second.certificate, key: second.key)
        let new = try TLSClient(port: listener.port)
        #expect(new.certificate != old.certificate)
        for (client, talk) in [(old, oldTalk), (new, Conversation(new))] {
            client.send(Self.get)
            #expect(await talk.next()?.status == 200)
        }
        await listener.stop()
    }

    @Test func `a certificate that can't serve changes nothing`() async throws {
        let (first, other) = (try await TLSFixture.credentials(), try await TLSFixture.credentials())
        let listener = try ListenerFixture.echo(identity: first)
        let garbage = Array("garbage".utf8)
        let errors = [(first.certificate, other.key), (garbage, first.key), (first.certificate, garbage)].map { pair in
            #expect(throws: ListenerError.self) { try listener.renew(certificate: pair.0, key: pair.1) }
        }
        #expect(errors[0]?.reason == .keyOfOther)
        #expect(errors[1]?.description.contains("the certificate can't be read") == true)
        #expect(errors[2]?.description.contains("the private key can't be read") == true)
        let client = try TLSClient(port: listener.port)
        client.send(Self.get)
        #expect(await Conversation(client).next()?.status == 200)
        await listener.stop()
    }
}
