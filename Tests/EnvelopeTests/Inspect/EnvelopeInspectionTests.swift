import Testing

@testable import Envelope

struct EnvelopeInspectionTests {
    private func sealed(_ name: String) throws -> InspectedEnvelope {
        let inspection = try EnvelopeInspection(of: EnvelopeVector(named: name).body)
        guard case .sealed(let envelope) = inspection else { throw EnvelopeVector.Malformed(description: name) }
        return envelope
    }

    private func refusal(_ bytes: [UInt8]) -> InspectionError? {
        do {
            _ = try EnvelopeInspection(of: bytes)
            return nil
        } catch { return error }
    }

    @Test func envelopeOfSuiteGCM_ShowsWhoCouldOpenItAndHow() throws {
        let envelope = try sealed("gcm-mixed")
        #expect(envelope.isAuthenticated)
        #expect(envelope.suite == .gcm)
        #expect(envelope.cipher == "AES-256-GCM")
        #expect(envelope.nonceByteCount == 12)
        #expect(envelope.tagByteCount == 16)
        #expect(envelope.announcedTagByteCount == 16)
        #expect(envelope.recipients.count == 2)
        let wrappings = Set(envelope.recipients.map(\.wrapping))
        #expect(wrappings == ["ECDH P-256, X9.63 KDF with SHA-256, AES-256 key wrap", "RSA-OAEP with SHA-256"])
        let identities = envelope.recipients.map(\.identity.description)
        #expect(identities.contains { $0.contains("CN=ours-first") })
        #expect(identities.contains { $0.contains("serialNumber=00000099000000002000") })
    }

    @Test func envelopeOfSuiteCBC_ShowsItsVectorAndNoTag() throws {
        let envelope = try sealed("cbc-rsa15")
        #expect(!envelope.isAuthenticated)
        #expect(envelope.suite == .cbc)
        #expect(envelope.cipher == "AES-256-CBC")
        #expect(envelope.nonceByteCount == 16)
        #expect(envelope.tagByteCount == nil)
        #expect(envelope.recipients.map(\.wrapping) == ["RSA v1.5"])
        #expect(envelope.recipients.map(\.wrappedByteCount) == [384])
    }

    @Test func forgery_IsShownAsItIs() throws {
        #expect(try sealed("gcm-tag-4").tagByteCount == 4)
        #expect(try sealed("gcm-icvlen-absent").announcedTagByteCount == 12)
        let forged = try sealed("auth-cbc")
        #expect(forged.suite == nil)
        #expect(forged.cipher == "AES-256-CBC")
        #expect(try sealed("auth-unknown-cipher").cipher == "1.3.6.1.4.1.99999.1")
        #expect(try sealed("gcm-authenticated-attributes").authenticatedAttributes == ["content-type"])
        #expect(try sealed("recipients-0").recipients.isEmpty)
    }

    @Test(arguments: ["-aes-256-cbc", "-aes-256-gcm"])
    func envelopeInBER_IsShownLikeDER(cipher: String) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write("recipient.pem", try VectorKeys.certificate("ours-first").pem)
        try tool.write("plain", [UInt8](repeating: 0x61, count: 5_000))
        let encrypt = [
            "cms", "-encrypt", "-binary", cipher, "-in", "plain", "-outform", "DER", "-recip", "recipient.pem",
            "-keyopt", "ecdh_kdf_md:sha256",
        ]
        for (name, more) in [("der", []), ("ber", ["-stream"])] {
            let outcome = try tool.run(program: "/usr/bin/openssl", encrypt + ["-out", name] + more)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        let ber = try tool.read("ber")
        #expect(ber[1] == 0x80)
        guard case .sealed(let shown) = try EnvelopeInspection(of: ber),
            case .sealed(let expected) = try EnvelopeInspection(of: tool.read("der"))
        else {
            Issue.record("no envelope found")
            return
        }
        #expect(!shown.isDER && expected.isDER)
        #expect(shown.recipients.map(\.identity) == expected.recipients.map(\.identity))
        #expect(shown.encryptedByteCount == expected.encryptedByteCount)
        #expect(shown.cipher == expected.cipher && shown.suite == expected.suite)
    }

    @Test func serial_IsThatOfTheCertificate() throws {
        let certificate = try VectorKeys.certificate("ours-first")
        let serial = certificate.serialNumber.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        let identities = try sealed("gcm-one-recipient").recipients.map(\.identity.description)
        #expect(identities.first?.hasPrefix("serial \(serial.joined()), ") == true)
    }

    @Test func everyVector_IsInspectedOrRefusedWithoutATrap() throws {
        for vector in try EnvelopeVector.all() {
            let isRead = refusal(vector.body) == nil
            let isEnvelope = !["der", "content-type"].contains(try vector[.expect])
            let isBER = ["indefinite-length", "length-not-minimal"].contains(vector.name)
            #expect(isRead == (isEnvelope || isBER), "\(vector.name)")
        }
    }

    @Test func otherBytes_AreRefused() {
        #expect(refusal([]) == .mime(MIMEError(.headerGrammar, at: 0)))
        #expect(refusal(wire("Content-Type: text/plain\n\nhallo")) == .noEnvelope)
        #expect(refusal([0x30, 0x00]) == .der(DERError(reason: .truncated, offset: 2)))
        #expect(refusal([0x30, 0x80, 0, 0]) == .der(DERError(reason: .indefiniteLength, offset: 0)))
    }
}
