import Foundation
import Testing

@testable import Gateway

@Suite struct ListenerStartTests {
    private static func start(
        _ place: ListenerPlace, identity: TLSCredentials? = nil
    ) throws(ListenerError) -> Listener {
        try Listener(settings: ListenerSettings(place: place, identity: identity)) { _ in HTTPResponse(status: 204) }
    }

    @Test func `each reason not to start is told, with what to do`() async throws {
        let taken = try ListenerFixture.echo()
        let (mine, other) = (try await TLSFixture.credentials(), try await TLSFixture.credentials())
        let garbage = Array("garbage".utf8)
        let local = ListenerPlace.network(address: "127.0.0.1", port: 0)
        let cases: [(ListenerPlace, TLSCredentials?, String)] = [
            (.network(address: "127.0.0.1", port: taken.port), nil, "something listens here already"),
            (.network(address: "127.0.0.1", port: taken.port), mine, "something listens here already"),
            (.network(address: "192.0.2.1", port: 0), mine, "this machine does not have the address"),
            (.network(address: "localhost", port: 0), mine, "not a numeric address"),
            (.network(address: "0.0.0.0", port: 0), nil, "plain HTTP would be reachable for others"),
            (.network(address: "::", port: 0), nil, "plain HTTP would be reachable for others"),
            (local, TLSCredentials(certificate: garbage, key: mine.key), "the certificate can't be read"),
            (local, TLSCredentials(certificate: mine.certificate, key: garbage), "the private key can't be read"),
            (local, TLSCredentials(certificate: mine.certificate, key: other.key), "is not the certificate's"),
            (.unix(path: "/etc/hostname"), nil, "no socket can be made at this path"),
            (.unix(path: "/" + String(repeating: "a", count: 200)), nil, "no socket can be made at this path"),
            (.unix(path: "/nowhere/at/all"), nil, "No such file or directory"),
        ]
        for (place, identity, words) in cases {
            let error = #expect(throws: ListenerError.self) { _ = try Self.start(place, identity: identity) }
            let text = try #require(error).description
            #expect(text.contains(words))
            #expect(text.hasPrefix(place.description + ": "))
            #expect(text.contains("; "))
        }
        await taken.stop()
    }

    @Test func `a unix socket is served, left by a dead process taken over, and removed at the end`() async throws {
        let path = "/tmp/listener-\(UUID().uuidString.prefix(8)).sock"
        let left = try ListeningSocket(.unix(path: path), isPlain: true)
        left.close()
        #expect(FileManager.default.fileExists(atPath: path))
        let listener = try Self.start(.unix(path: path))
        #expect(throws: ListenerError.self) { _ = try Self.start(.unix(path: path)) }
        #expect(
            try await TLSFixture.run("curl", ["-m", "20", "-sS", "-i", "--unix-socket", path, "http://a/"]).contains(
                " 204 "))
        await listener.stop()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a port can be used again right after the end`() async throws {
        let first = try ListenerFixture.echo()
        let port = first.port
        #expect(try await ListenerLimitTests.ask(first) == 200)
        await first.stop()
        let second = try Self.start(.network(address: "127.0.0.1", port: port))
        #expect(second.port == port)
        await second.stop()
    }

    @Test func `IPv6 is served, and its sender is its network`() async throws {
        let listener = try Self.start(.network(address: "::1", port: 0))
        #expect(
            try await TLSFixture.run("curl", ["-m", "20", "-sS", "-i", "http://[::1]:\(listener.port)/"]).contains(
                " 204 "))
        await listener.stop()
    }

    @Test func `curl checks the certificate over both versions of TLS`() async throws {
        let identity = try await TLSFixture.credentials()
        let listener = try Self.start(.network(address: "127.0.0.1", port: 0), identity: identity)
        let authority = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pem")
        try Data(identity.certificate).write(to: authority)
        defer { try? FileManager.default.removeItem(at: authority) }
        for version in [["--tls-max", "1.2"], ["--tlsv1.3"]] {
            let output = try await TLSFixture.run(
                "curl",
                ["-m", "20", "-sS", "-i", "--http1.1", "--cacert", authority.path, "-d", "hello"] + version
                    + ["https://127.0.0.1:\(listener.port)/as2"])
            #expect(output.contains(" 204 "))
        }
        await listener.stop()
    }

    /// A client that may not be renegotiated with need not say that it would do it safely (RFC 5746): TLS 1.3 has no way to.
    @Test(arguments: [("", true), ("R\n", false)])
    func `a connection that asks to be renegotiated is ended`(command: String, isAnswered: Bool) async throws {
        let listener = try Self.start(
            .network(address: "127.0.0.1", port: 0), identity: try await TLSFixture.credentials())
        let script = """
            (sleep 1; printf '\(command)'; sleep 1; printf 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'; sleep 2) |
            openssl s_client -tls1_2 -connect 127.0.0.1:\(listener.port) 2>&1 || true
            """
        let output = try await TLSFixture.run("sh", ["-c", script])
        #expect(output.contains("Secure Renegotiation IS supported"))
        #expect(output.contains("RENEGOTIATING") != isAnswered)
        #expect(output.contains("HTTP/1.1 204") == isAnswered)
        await listener.stop()
    }
}
