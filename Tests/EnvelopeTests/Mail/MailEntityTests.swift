import Foundation
import Testing

@testable import Envelope

struct MailEntityTests {
    @Test(arguments: [Suite.gcm, .cbc])
    func `a mail is opened, and its message is what was sent`(suite: Suite) throws {
        let sample = try MailSample(try Exchange(suite))
        let mail = try ReceivedMail(try sample.mail())
        let opener = try sample.exchange.opener()
        let opened = try opener.open(
            try sample.envelope(try sample.mail()), from: sample.exchange.partner, to: sample.exchange.receiver,
            over: .mail, at: Region.now)
        #expect(opened.bytes == sample.message)
        #expect(mail.from == "p1@afzender.example")
        try HeaderProtection.check(mail, against: opened.signed, isRequired: true)
    }

    @Test(arguments: [Suite.gcm, .cbc])
    func `openssl decrypts and verifies the mail as it is`(suite: Suite) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let sample = try MailSample(try Exchange(suite))
        try tool.write("mail.eml", try sample.mail())
        try tool.write("ca.pem", sample.exchange.region.authority.certificate.pem)
        try tool.write("signer.pem", sample.exchange.signer.certificate.pem)
        for holder in sample.exchange.contacts {
            try tool.write("key.pem", try holder.encryptedPEM())
            try tool.write("cert.pem", holder.certificate.pem)
            let opened = try tool.run(
                "cms", "-decrypt", "-in", "mail.eml", "-inkey", "key.pem", "-recip", "cert.pem", "-passin",
                "pass:\(Holder.passphrase)", "-out", "opened.eml")
            #expect(opened.status == 0, "\(opened.errors)")
            let verified = try tool.run(
                "cms", "-verify", "-in", "opened.eml", "-certfile", "signer.pem", "-CAfile", "ca.pem", "-attime",
                "\(Region.now.secondsSinceEpoch)", "-out", "content")
            #expect(verified.status == 0, "\(verified.errors)")
            let content = String(decoding: try tool.read("content"), as: UTF8.self)
            #expect(content.contains("hp=cipher") && content.contains("HP-Outer: Subject: Weer Thuis bericht"))
        }
    }

    @Test func `nothing of the content stands outside the encryption`() throws {
        let sample = try MailSample(try Exchange())
        let mail = String(decoding: try sample.mail(), as: UTF8.self)
        #expect(mail.contains("Subject: Weer Thuis bericht\r\n"))
        #expect(mail.contains("smime-type=authEnveloped-data"))
        for secret in [MailSample.secret, "registratie", "multipart", "00000099"] {
            #expect(!mail.contains(secret))
        }
    }

    @Test func `every line of a mail is 7-bit and within 78 bytes but for the header`() throws {
        let sample = try MailSample(try Exchange())
        for text in [try sample.mail(), try sample.entity().bytes] {
            #expect(text.allSatisfy { $0 < 0x80 })
            let body = String(decoding: text, as: UTF8.self).components(separatedBy: "\r\n\r\n").dropFirst()
            for line in body.joined(separator: "\r\n").components(separatedBy: "\r\n")
            where !line.contains("Content-") && !line.contains("HP-Outer") {
                #expect(line.utf8.count <= 78, "\(line)")
            }
        }
    }

    @Test func `the certificates that are embedded are those that were asked for`() throws {
        let exchange = try Exchange(.cbc)
        let sample = try MailSample(exchange)
        let extra = try exchange.region.holder("Versleuteling", oin: exchange.sender.description, .encryption)
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let sealed = try sample.sealed(embedding: [exchange.signer.certificate, extra.certificate])
        try tool.write("sealed.der", sealed.envelope)
        try tool.write("key.pem", try exchange.contacts[0].encryptedPEM())
        try tool.write("cert.pem", exchange.contacts[0].certificate.pem)
        try tool.run(
            "cms", "-decrypt", "-inform", "DER", "-in", "sealed.der", "-inkey", "key.pem", "-recip", "cert.pem",
            "-passin", "pass:\(Holder.passphrase)", "-out", "opened.eml")
        let printed = try tool.run(
            "cms", "-verify", "-noverify", "-in", "opened.eml", "-certsout", "certs.pem", "-out", "content")
        #expect(printed.status == 0, "\(printed.errors)")
        let certificates = String(decoding: try tool.read("certs.pem"), as: UTF8.self)
        #expect(certificates.components(separatedBy: "BEGIN CERTIFICATE").count == 3)
    }

    @Test func `what a mail may hold is refused over HTTPS`() throws {
        let sample = try MailSample(try Exchange())
        let envelope = try sample.sealed().envelope
        let opener = try sample.exchange.opener()
        func reason(_ transport: Transport) -> OpenReason? {
            do throws(OpenError) {
                _ = try opener.openSigned(envelope, from: sample.exchange.partner, over: transport, at: Region.now)
                return nil
            } catch { return error.reason }
        }
        #expect(reason(.https) == .mime)
        #expect(reason(.mail) == nil)
    }
}
