import Envelope
import Foundation
import Testing

@testable import Gateway

/// Who is called, and over what: certificates, names, versions, addresses, proxies. Every server here is real.
@Suite struct TransferSecurityTests {
    private let world: TLSWorld

    init() throws {
        world = try TLSWorld.shared.get()
    }

    private func call(
        _ server: PeerServer, _ settings: DeliverySettings? = nil, host: String = "127.0.0.1"
    ) async throws -> Result<HTTPAnswer, TransferFailure> {
        let loop = try TransferLoop(settings ?? world.settings)
        return await loop.perform(HTTPCall(url: "https://\(host):\(server.port)/good", body: [1, 2, 3]))
    }

    @Test(
        arguments: [
            ("expired", TransferFailure.TLSProblem.expired), ("wrong-name", .wrongName),
            ("unknown", .unknownAuthority),
        ])
    func serverWithABadCertificate_GetsNoByteOfTheRequest(name: String, problem: TransferFailure.TLSProblem)
        async throws
    {
        let server = try world.server(name)
        let result = try await call(server)
        #expect(result.failureKind == .tls(problem))
        // Nothing was kept of it: the same loop refuses it the second time too, although the session is known.
        let loop = try TransferLoop(world.settings)
        for _ in 0..<2 {
            let again = await loop.perform(HTTPCall(url: "https://127.0.0.1:\(server.port)/good"))
            #expect(again.failureKind == .tls(problem))
        }
        server.stop()
        while let line = try await server.next() { #expect(line["event"] as? String != "request") }
    }

    @Test func ownAuthorities_ReplaceThoseOfTheSystem() async throws {
        var settings = world.settings
        settings.authorities = nil
        #expect(try await call(world.server(), settings).failureKind == .tls(.unknownAuthority))
    }

    @Test func olderTLS_IsRefused() async throws {
        #expect(try await call(world.server("server", "--tls", "1.1")).failureKind == .tls(.handshake))
    }

    @Test(arguments: ["1.2", "1.3"])
    func currentTLS_IsAccepted(version: String) async throws {
        #expect(try await call(world.server("server", "--tls", version)).get().status == 200)
    }

    @Test func plainServer_IsRefused() async throws {
        #expect(try await call(world.server("server", "--protocol", "plain")).failureKind == .tls(.handshake))
    }

    @Test func aPartnerMayBeShownACertificateOfItsOwn() async throws {
        let server = try world.server("server", "--client-ca", world.path("ca.crt"), "--tls", "1.2")
        let partner = try SampleRegion.oin(2)
        var settings = world.settings
        settings.partnerIdentities[partner] = .init(
            certificate: world.path("client.crt"), key: world.path("client.key"))
        let loop = try TransferLoop(settings)
        let url = "https://127.0.0.1:\(server.port)/good"
        // Nobody else is shown it.
        let stranger = await loop.perform(HTTPCall(url: url, partner: try SampleRegion.oin(3)))
        #expect(stranger.failureKind == .tls(.handshake))
        #expect(try await loop.perform(HTTPCall(url: url, partner: partner)).get().status == 200)
        #expect(try await (server.next("request")["subject"] as? String)?.contains("client") == true)
    }

    @Test(arguments: ["client.key", "client-encrypted.key"], ["1.2", "1.3"])
    func clientCertificate_IsShownToWhoAsks(key: String, version: String) async throws {
        let server = try world.server("server", "--client-ca", world.path("ca.crt"), "--tls", version)
        var settings = world.settings
        settings.clientIdentity = .init(certificate: world.path("client.crt"), key: world.path(key))
        let loop = try TransferLoop(settings, clientPassphrase: Passphrase([UInt8]("geheim".utf8)))
        let answer = try await loop.perform(HTTPCall(url: "https://127.0.0.1:\(server.port)/good")).get()
        #expect(answer.status == 200)
        #expect(try await (server.next("request")["subject"] as? String)?.contains("client") == true)
    }

    @Test(arguments: ["1.2", "1.3"])
    func missingClientCertificate_IsSaid(version: String) async throws {
        let server = try world.server("server", "--client-ca", world.path("ca.crt"), "--tls", version)
        let kind = try await call(server).failureKind
        // In TLS 1.2 the server says no more than that the handshake failed.
        #expect(kind == .tls(version == "1.3" ? .clientCertificate : .handshake))
    }

    @Test func wrongPassphraseOrForeignKey_IsRefusedAtTheStart() throws {
        var settings = world.settings
        let files = [
            ("client.crt", "client-encrypted.key"), ("server.crt", "client.key"), ("client.key", "client.key"),
        ]
        for (certificate, key) in files {
            settings.clientIdentity = .init(certificate: world.path(certificate), key: world.path(key))
            #expect(throws: DeliverySettingsError.self) {
                _ = try TransferLoop(settings, clientPassphrase: Passphrase([UInt8]("fout".utf8)))
            }
            #expect(throws: DeliverySettingsError.self) { _ = try TransferLoop(settings) }
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1", "0x7f000001", "2130706433", "0.0.0.0"])
    func privateAddress_IsRefusedBeforeAByteIsSent(host: String) async throws {
        var settings = world.settings
        settings.allowedPrivateNetworks = []
        let server = try world.server()
        guard case .refusedAddress = try await call(server, settings, host: host).failureKind else {
            Issue.record("\(host) was called")
            return
        }
        server.stop()
        #expect(try await server.next() == nil)
    }

    @Test func allowedNetwork_IsCalled() async throws {
        var settings = world.settings
        settings.allowedPrivateNetworks = ["127.0.0.1/32"]
        #expect(try await call(world.server(), settings).get().status == 200)
    }

    /// In a process of its own: programs that other tests start would take these to heart.
    @Test func environment_HasNoSay() async throws {
        let server = try world.server()
        await #expect(processExitsWith: .success) {
            [port = server.port as Int, authority = world.path("ca.crt") as String] in
            setenv("HTTPS_PROXY", "http://127.0.0.1:1", 1)
            setenv("ALL_PROXY", "http://127.0.0.1:1", 1)
            var settings = DeliverySettings()
            settings.authorities = [authority]
            settings.allowedPrivateNetworks = ["127.0.0.0/8"]
            let call = HTTPCall(url: "https://127.0.0.1:\(port)/good", method: .get)
            let answer = try await TransferLoop(settings).perform(call).get()
            #expect(answer.status == 200)
        }
        #expect(try await server.next("request")["path"] as? String == "/good")
    }

    @Test func configuredProxy_CarriesTheCall() async throws {
        let server = try world.server()
        let proxy = try world.server("server", "--protocol", "proxy")
        var settings = world.settings
        settings.proxy = "http://127.0.0.1:\(proxy.port)"
        let loop = try TransferLoop(settings)
        // The name is the proxy's to find: here nobody could.
        let answer = try await loop.perform(HTTPCall(url: "https://localhost:\(server.port)/good", body: [1])).get()
        #expect(answer.status == 200)
        #expect(answer.header("X-Proxy") == nil)
        #expect(try await proxy.next("request")["path"] as? String == "localhost:\(server.port)")
    }

    @Test func proxyThatRefuses_IsSaid() async throws {
        let proxy = try world.server("server", "--protocol", "proxy")
        var settings = world.settings
        settings.proxy = "http://127.0.0.1:\(proxy.port)"
        let loop = try TransferLoop(settings)
        #expect(await loop.perform(HTTPCall(url: "https://forbidden.example/")).failureKind == .proxy)
    }

    @Test func addressOfTheProxy_IsJudged() async throws {
        var settings = world.settings
        settings.proxy = "http://127.0.0.1:9"
        settings.allowedPrivateNetworks = []
        let loop = try TransferLoop(settings)
        let kind = await loop.perform(HTTPCall(url: "https://node.example/")).failureKind
        #expect(kind == .refusedAddress("127.0.0.1"))
    }

    @Test(arguments: [
        ("https://10.0.0.5/as2", "10.0.0.5"), ("https://127.1/", "127.0.0.1"),
        ("https://0x7f000001:8443/", "127.0.0.1"),
        ("https://[::1]:8443/", "::1"), ("https://[::ffff:10.1.2.3]/", "::ffff:10.1.2.3"),
    ])
    func addressInAURL_IsJudgedBeforeAProxyGetsIt(url: String, address: String) async throws {
        var settings = world.settings
        settings.proxy = "http://192.168.77.1:9"
        settings.allowedPrivateNetworks = ["192.168.77.1/32"]
        let loop = try TransferLoop(settings)
        #expect(await loop.perform(HTTPCall(url: url)).failureKind == .refusedAddress(address))
    }

    @Test(arguments: ["socks5://127.0.0.1:1", "127.0.0.1:3128", "http://", "http://a b"])
    func whatIsNoHTTPProxy_IsRefusedAtTheStart(proxy: String) throws {
        var settings = world.settings
        settings.proxy = proxy
        #expect(throws: DeliverySettingsError.proxy(proxy)) { _ = try TransferLoop(settings) }
    }

    @Test func authoritiesThatAreNone_AreRefusedAtTheStart() throws {
        var settings = world.settings
        for name in ["client.key", "nowhere.crt"] {
            settings.authorities = [world.path(name)]
            #expect(throws: DeliverySettingsError.self) { _ = try TransferLoop(settings) }
        }
    }
}
