import Foundation
import Testing

@testable import Gateway

@Suite(.serialized, .enabled(if: Peers.areDue, Peers.reason)) struct SMTPCourierTests {
    private static let mail = OutgoingMail(
        bytes: Array("From: a@b.example\r\nSubject: proef\r\nMessage-ID: <1@b.example>\r\n\r\nhallo\r\n.stip\r\n".utf8),
        sender: "knooppunt@b.example", recipients: ["jan@c.example", "piet@c.example"])

    @Test(arguments: ["starttls", "implicit"])
    func `a mail is handed over as it is, over TLS`(tls: String) async throws {
        let peer = try await MailPeer.start(tls: tls)
        let outcome = try await peer.send(Self.mail)
        try #require(outcome == .accepted)
        let seen = try peer.mail()
        #expect(seen["tls"] as? Bool == true)
        #expect(seen["from"] as? String == "knooppunt@b.example")
        #expect(seen["rcpt"] as? [String] == ["jan@c.example", "piet@c.example"])
        let bytes = try peer.bytes(1)
        #expect(bytes == Self.mail.bytes)
    }

    @Test func `a queue goes over one connection`() async throws {
        let peer = try await MailPeer.start()
        let courier = SMTPCourier(try peer.server(), name: "b.example", connections: 1)
        for _ in 0..<5 { #expect(await courier.send(Self.mail) == .accepted) }
        #expect(peer.mailCount == 5)
    }

    @Test func `logging in works, and a wrong password sends nothing`() async throws {
        let peer = try await MailPeer.start(login: "knooppunt:geheim")
        let right = SMTPCourier(try peer.server(user: "knooppunt", password: "geheim"), name: "b.example")
        #expect(await right.send(Self.mail) == .accepted)
        #expect(try peer.mail()["auth"] as? Bool == true)
        let wrong = SMTPCourier(try peer.server(user: "knooppunt", password: "fout"), name: "b.example")
        guard case .unreachable(let reason) = await wrong.send(Self.mail) else {
            Issue.record("sent with a wrong password")
            return
        }
        #expect(reason.contains("aanmelding"))
        #expect(peer.mailCount == 1)
    }

    @Test func `a temporary answer means later, a final one that a person must act`() async throws {
        guard case .later(let later) = try await MailPeer.start("tempfail").send(Self.mail) else {
            Issue.record("451 is not later")
            return
        }
        #expect(later.contains("451 4.3.0 try later"))
        for behaviour in ["reject-rcpt", "reject-data", "size:20"] {
            let peer = try await MailPeer.start(behaviour)
            guard case .refused(let reason) = try await peer.send(Self.mail) else {
                Issue.record("\(behaviour) is not final")
                continue
            }
            #expect(reason.contains("mailserver weigert"))
            #expect(!reason.contains("@"))
        }
    }

    @Test func `greylisting is over at the next attempts`() async throws {
        let peer = try await MailPeer.start("greylist")
        let courier = SMTPCourier(try peer.server(), name: "b.example", connections: 1)
        for _ in 0..<2 {
            guard case .later = await courier.send(Self.mail) else {
                Issue.record("450 is not later")
                return
            }
        }
        #expect(await courier.send(Self.mail) == .accepted)
    }

    @Test func `without STARTTLS nothing is sent`() async throws {
        let peer = try await MailPeer.start("no-starttls")
        guard case .unreachable(let reason) = try await peer.send(Self.mail) else {
            Issue.record("sent without TLS")
            return
        }
        #expect(reason.contains("STARTTLS"))
        #expect(peer.mailCount == 0)
    }

    @Test(arguments: ["starttls", "implicit"])
    func `a server with a certificate of a stranger gets nothing`(tls: String) async throws {
        let peer = try await MailPeer.start(tls: tls)
        guard case .unreachable(let reason) = try await peer.send(Self.mail, trusted: false) else {
            Issue.record("sent to a stranger")
            return
        }
        #expect(reason.contains("uitgever"))
        #expect(peer.mailCount == 0)
    }

    @Test func `a connection that breaks after the data leaves it open whether the mail arrived`() async throws {
        let peer = try await MailPeer.start("drop-after-data")
        let outcome = try await peer.send(Self.mail)
        guard case .later(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("hetzelfde nummer"))
        #expect(peer.mailCount == 1)
    }

    @Test func `nobody there is said so`() async throws {
        let server = MailServer(url: "smtps://localhost:\(try #require(TestPort.next()))", login: nil, authorities: nil)
        guard case .unreachable(let reason) = await SMTPCourier(server, name: "b.example").send(Self.mail) else {
            Issue.record("somebody was there")
            return
        }
        #expect(reason.contains("neemt geen verbinding aan"))
    }

    @Test func `what a server says is kept without addresses and names`() {
        let reply = SMTPReply(
            lines: ["550-5.1.1 <jan@c.example>: user Jan unknown", "550 5.1.1 in table"], leavingOut: ["jan@c.example"])
        #expect(reply.code == 550)
        #expect(reply.text == "5.1.1 [adres] user [adres] unknown 5.1.1 in table")
        #expect(reply.isFinal && !reply.isTemporary)
    }
}
