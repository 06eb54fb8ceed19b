import Testing

@testable import Gateway

@Suite("Doctor: mail servers", .serialized, .enabled(if: MailSystem.isDue, MailSystem.reason))
struct DoctorMailTests {
    private static let address = "knooppunt@partij2.example"

    @Test("servers that can be used are good")
    func good() async throws {
        let system = try await MailSystem.start()
        let plan = MailPlan(
            address: Self.address, sending: try system.sending, fetching: try system.fetching(Self.address))
        let findings = await Self.check(plan)
        #expect(findings.map(\.level) == [.good, .good])
        withExtendedLifetime(system) {}
    }

    @Test(
        "a wrong password, a folder that is not there, a stranger's certificate and a closed port each have their remedy"
    )
    func wrong() async throws {
        let system = try await MailSystem.start()
        let right = try system.fetching(Self.address)
        let login = MailServer.Login(user: Self.address, password: "fout")
        let password = MailPlan.Fetching(
            server: MailServer(url: right.server.url, login: login, authorities: right.server.authorities))
        var folder = right
        folder.folder = "Bestaat niet"
        let stranger = MailServer(url: try system.sending.url, login: nil, authorities: nil)
        let closed = MailServer(
            url: "smtps://localhost:\(try #require(TestPort.next()))", login: nil, authorities: nil)
        let first = await Self.check(MailPlan(address: Self.address, sending: stranger, fetching: password))
        let second = await Self.check(MailPlan(address: Self.address, sending: closed, fetching: folder))
        #expect((first + second).map(\.level) == [.wrong, .wrong, .wrong, .wrong])
        #expect(first[0].text.contains("uitgever"))
        #expect(first[1].text.contains("login"))
        #expect(second[0].text.contains("neemt geen verbinding aan"))
        #expect(second[1].remedy?.contains("mail.in.folder") == true)
        withExtendedLifetime(system) {}
    }

    @Test("a server without STARTTLS is wrong", .enabled(if: Peers.areDue, Peers.reason))
    func plain() async throws {
        let peer = try await MailPeer.start("no-starttls")
        let findings = await Self.check(MailPlan(address: Self.address, sending: try peer.server(), fetching: nil))
        #expect(findings.map(\.level) == [.wrong, .warning])
        #expect(findings[0].text.contains("STARTTLS"))
        withExtendedLifetime(peer) {}
    }

    private static func check(_ plan: MailPlan) async -> [DoctorFinding] {
        await Background.run { DoctorMail(plan: plan).check() }
    }
}
