import Testing

@testable import Envelope

/// The other shape of a signed mail, as Outlook writes it: the content inside the SignedData (RFC 8551 section 3.5.2).
struct OpaqueSignedTests {
    private struct World {
        let exchange: Exchange
        let entity: MailEntity
        let envelope: [UInt8]
        let now: UTCTime
    }

    /// Signs with stock openssl, with the content inside, and seals the result for the receiver.
    private func make(_ suite: Suite = .cbc, streamed: Bool = false) throws -> World {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        var exchange = try Exchange(suite)
        exchange.partner = Partner(exchange.sender, suite: suite)
        let sample = try MailSample(exchange)
        let entity = try sample.entity()
        try tool.write("entity", entity.bytes)
        try tool.write("signer.pem", exchange.signer.certificate.pem)
        try tool.write("signer.key", try exchange.signer.encryptedPEM())
        var arguments = [
            "cms", "-sign", "-nodetach", "-binary", "-md", "sha256", "-in", "entity", "-signer", "signer.pem",
            "-inkey", "signer.key", "-passin", "pass:\(Holder.passphrase)", "-outform", "DER", "-out", "signed.der",
        ]
        if streamed { arguments.append("-stream") }
        let signed = try tool.run(program: "/usr/bin/openssl", arguments)
        #expect(signed.status == 0, "\(signed.errors)")
        let type = MIMEContentType(.pkcs7, [MIMEParameter("smime-type", "signed-data")])
        let der = try tool.read("signed.der")
        let inner = try MIMEWriter.entity(type, body: der.span, .base64)
        let envelope = try sealBytes(inner, exchange)
        let clock = try tool.run(program: "/bin/date", ["+%s"]).text
        let now = try #require(Int64(clock.filter(\.isNumber)))
        return World(
            exchange: exchange, entity: entity, envelope: envelope, now: UTCTime(secondsSinceEpoch: now))
    }

    /// Encrypts any text with stock openssl.
    private func sealBytes(_ text: [UInt8], _ exchange: Exchange) throws -> [UInt8] {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write("text", text)
        try tool.write("recipient.pem", exchange.contacts[0].certificate.pem)
        let sealed = try tool.run(
            "cms", "-encrypt", "-binary", "-aes-256-\(exchange.suite.rawValue)", "-in", "text", "-outform", "DER",
            "-out",
            "sealed.der", "-recip", "recipient.pem", "-keyopt", "ecdh_kdf_md:sha256")
        #expect(sealed.status == 0, "\(sealed.errors)")
        return try tool.read("sealed.der")
    }

    @Test(arguments: [false, true])
    func `by mail from a mail client it is opened`(streamed: Bool) throws {
        let world = try make(streamed: streamed)
        let opened = try world.exchange.opener().openSigned(
            world.envelope, from: world.exchange.partner, over: .mail, at: world.now)
        #expect(opened.text == world.entity.bytes)
        #expect(opened.messagePart != nil)
        let digest = try Digest(.sha256, of: world.entity.bytes)
        #expect(opened.signature.mic == digest)
    }

    private func reason(_ transport: Transport, _ world: World, _ envelope: [UInt8]) throws -> OpenReason? {
        let opener = try world.exchange.opener()
        do {
            _ = try opener.openSigned(envelope, from: world.exchange.partner, over: transport, at: world.now)
            return nil
        } catch { return error.reason }
    }

    @Test func `over HTTPS, and from our own kind, it is refused`() throws {
        let world = try make()
        let outside = try reason(.https, world, world.envelope)
        #expect(outside == .nested)
        let strict = try make(.gcm)
        let inside = try reason(.mail, strict, strict.envelope)
        #expect(inside == .nested)
    }

    @Test func `a changed content is refused`() throws {
        let world = try make()
        let opened = try world.exchange.opener().openSigned(
            world.envelope, from: world.exchange.partner, over: .mail, at: world.now)
        let evidence = opened.evidence
        let root = try MIMEReader.read(evidence.span, .mail)
        var der = try root.content(in: evidence.span)
        let marker = [UInt8]("Weer Thuis: registratie".utf8)
        let place = der.firstRange(of: marker)
        der[try #require(place).lowerBound] = UInt8(ascii: "X")
        let type = MIMEContentType(.pkcs7, [MIMEParameter("smime-type", "signed-data")])
        let entity = try MIMEWriter.entity(type, body: der.span, .base64)
        let changed = try sealBytes(entity, world.exchange)
        let found = try reason(.mail, world, changed)
        #expect(found == .messageDigest)
    }
}
