import Foundation
import Testing

@testable import Envelope

/// Stock `openssl cms` opens and verifies what we seal.
struct SealerTests {
    static let sender = "00000099000000001000"
    static let receiver = "00000099000000002000"
    static let message = [UInt8](#"{"specversion":"1.0","data":{"naam":"Wêrom"}}"#.utf8)

    struct Case: Sendable, CustomTestStringConvertible {
        let suite: Suite
        let signer: KeyAlgorithm
        let recipients: [KeyAlgorithm]
        var testDescription: String { "\(suite) \(signer) → \(recipients)" }
    }

    static let cases: [Case] = [Suite.gcm, .cbc].flatMap { suite in
        [
            Case(suite: suite, signer: .p256, recipients: [.p256]),
            Case(suite: suite, signer: .p256, recipients: [.p256, .p256]),
            Case(suite: suite, signer: .p384, recipients: [.p384, .p256]),
            Case(suite: suite, signer: .rsa(bits: 3072), recipients: [.rsa(bits: 3072), .p256]),
        ]
    }

    @Test(arguments: cases)
    func `openssl opens and verifies what we seal`(example: Case) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let region = try Region.shared.get()
        let signer = try region.holder("S", oin: Self.sender, .signing, example.signer)
        let holders = try example.recipients.map { try region.holder("R", oin: Self.receiver, .encryption, $0) }
        let sealer = try Sealer(try MessageSigner(certificate: signer.certificate, key: signer.key))
        let sealed = try sealer.seal(
            Self.message, for: holders.map { try Recipient($0.certificate) }, suite: example.suite, at: Region.now)
        try tool.write("sealed.der", sealed.envelope)
        try tool.write("ca.pem", region.authority.certificate.pem)
        try tool.write("signer.pem", signer.certificate.pem)
        for (index, holder) in holders.enumerated() {
            try tool.write("key.pem", try holder.encryptedPEM())
            try tool.write("cert.pem", holder.certificate.pem)
            let opened = try tool.run(
                "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "sealed.der", "-inkey", "key.pem", "-recip",
                "cert.pem", "-passin", "pass:\(Holder.passphrase)", "-out", "opened-\(index).eml")
            #expect(opened.status == 0, "\(opened.errors)")
            // Without -binary: with it, OpenSSL takes the CR before the boundary for a part of the content.
            let verified = try tool.run(
                "cms", "-verify", "-in", "opened-\(index).eml", "-certfile", "signer.pem", "-CAfile",
                "ca.pem", "-attime", "\(Region.now.secondsSinceEpoch)", "-out", "message")
            #expect(verified.status == 0, "\(verified.errors)")
            #expect(try tool.read("message") == SignedEntityFrame.entityHeader + Self.message)
        }
    }

    @Test func `openssl reads every part of the envelope`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let sealed = try seal(recipients: 2)
        try tool.write("sealed.der", sealed.envelope)
        let printed = try tool.run("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "sealed.der")
        #expect(printed.status == 0, "\(printed.errors)")
        #expect(printed.text.components(separatedBy: "d.kari").count == 3)
        #expect(printed.text.contains("dhSinglePass-stdDH-sha256kdf-scheme"))
        #expect(printed.text.contains("id-aes256-wrap") && printed.text.contains("aes-256-gcm"))
        #expect(try tool.run("asn1parse", "-inform", "DER", "-in", "sealed.der").status == 0)
    }

    @Test func `the MIC is the SHA-256 digest of the signed part`() throws {
        let sealed = try seal(recipients: 1)
        #expect(sealed.mic == (try Digest(.sha256, of: SignedEntityFrame.entityHeader + Self.message)))
    }

    @Test(arguments: [0, 3])
    func `refuses any number of recipients but 1 and 2`(count: Int) {
        #expect(throws: SealError.recipientCount(count)) { try seal(recipients: count) }
    }

    @Test func `refuses a message with a line break`() {
        #expect(throws: SealError.lineBreak) { try seal(recipients: 1, [UInt8]("{\n}".utf8)) }
    }

    @Test func `refuses a message that is too large`() {
        let large = [UInt8](repeating: 0x20, count: Sealer.maximumByteCount + 1)
        #expect(throws: SealError.tooLarge(large.count)) { try seal(recipients: 1, large) }
    }

    @Test func `refuses certificates for the wrong use`() throws {
        let region = try Region.shared.get()
        let signing = try region.holder("S", oin: Self.sender, .signing)
        let encryption = try region.holder("S", oin: Self.sender, .encryption)
        let both = try region.holder("S", oin: Self.sender, .signingAndEncryption)
        #expect(throws: SealError.certificateUse(.encryption)) { try Recipient(signing.certificate) }
        #expect(throws: SealError.certificateUse(.signing)) {
            try MessageSigner(certificate: encryption.certificate, key: encryption.key)
        }
        #expect(throws: SealError.certificateUse(.encryption)) { try Recipient(both.certificate) }
        #expect(throws: SealError.keyMismatch) {
            try MessageSigner(certificate: signing.certificate, key: encryption.key)
        }
        _ = try Recipient(both.certificate, allowsDualUse: true)
    }

    private func seal(recipients: Int, _ message: [UInt8] = SealerTests.message) throws -> SealedMessage {
        let region = try Region.shared.get()
        let signer = try region.holder("S", oin: Self.sender, .signing)
        let holder = try region.holder("R", oin: Self.receiver, .encryption)
        let sealer = try Sealer(try MessageSigner(certificate: signer.certificate, key: signer.key))
        let recipient = try Recipient(holder.certificate)
        return try sealer.seal(
            message, for: Array(repeating: recipient, count: recipients), suite: .gcm, at: Region.now)
    }
}
