import Testing

@testable import Envelope

/// A receipt that a node signed counts; one that anybody else signed does not.
struct ReceiptSignerTests {
    private let node: Holder
    private let partner: Partner
    private let receipt: Receipt
    private let verifier: ReceiptVerifier

    init() throws {
        let oin = try Exchange.oin(SealerTests.receiver)
        node = try Region.shared.get().holder("Knooppunt", oin: oin.description, .signing)
        partner = Partner(oin)
        let mic = try Digest(.sha256, of: [1, 2, 3])
        receipt = Receipt(
            finalRecipient: oin.description, originalMessageID: ReceiptTests.messageID, disposition: .processed,
            mic: mic,
            checkpoint: ChainReference(sequence: 3, hash: mic.bytes))
        verifier = ReceiptVerifier(messageID: ReceiptTests.messageID, recipient: oin.description, mic: mic)
    }

    private func sign(by holder: Holder, embedsCertificate: Bool = false) throws -> SignedReceipt {
        let signer = try MessageSigner(certificate: holder.certificate, key: holder.key)
        return try ReceiptSigner(signer, embedsCertificate: embedsCertificate).sign(receipt, at: Region.now)
    }

    private func verify(_ signed: SignedReceipt, _ status: TrustedSigner.Status = .active) throws(ReceiptError)
        -> Receipt
    {
        let trusted = TrustedSigner(
            certificate: node.certificate, party: partner.oin, role: .node, status: status)
        return try verifier.verify(
            signed.body, contentType: signed.contentType, nodes: [trusted], of: partner, at: Region.now)
    }

    private func cause(_ signed: SignedReceipt, _ status: TrustedSigner.Status = .active) -> String? {
        do {
            _ = try verify(signed, status)
            return nil
        } catch { return error.reason == .signature ? error.cause : error.reason.rawValue }
    }

    @Test func receiptOfTheNode_IsVerified() throws {
        #expect(try verify(sign(by: node)) == receipt)
        #expect(try verify(sign(by: node, embedsCertificate: true)) == receipt)
    }

    @Test func receiptOfAnotherKey_IsRefused() throws {
        let stranger = try Region.shared.get().holder("Knooppunt", oin: partner.oin.description, .signing)
        #expect(cause(try sign(by: stranger)) == "signer-unknown")
        #expect(cause(try sign(by: node), .revoked) == "signer-status")
    }

    @Test func changedReport_IsRefused() throws {
        let signed = try sign(by: node)
        let text = String(decoding: signed.body, as: UTF8.self)
        let changed = text.replacing("; processed\r\n", with: "; processed/error: x\r\n")
        try #require(changed != text)
        #expect(cause(SignedReceipt(contentType: signed.contentType, body: [UInt8](changed.utf8))) == "message-digest")
    }

    /// Products write their signatures in BER: the outermost length is indefinite here.
    @Test func receiptInBER_CountsFromAPartnerOfSuiteCBCOnly() throws {
        let signed = try sign(by: node)
        let text = [UInt8]("Content-Type: \(signed.contentType)\r\n\r\n".utf8) + signed.body
        let root = try MIMEReader.read(text.span)
        let signature = try root.parts[1].content(in: text.span)
        try #require(signature[1] == 0x82)
        let written = try MIMEWriter.signed(
            Array(text[root.parts[0].range]), signature: [0x30, 0x80] + signature.dropFirst(4) + [0, 0],
            digest: "sha-256", boundary: "other")
        let rewritten = SignedReceipt(contentType: written.contentType.headerValue, body: written.body)
        #expect(cause(rewritten) == "signed-data")
        let trusted = TrustedSigner(certificate: node.certificate, party: partner.oin, role: .node, status: .active)
        let verified = try verifier.verify(
            rewritten.body, contentType: rewritten.contentType, nodes: [trusted],
            of: Partner(partner.oin, suite: .cbc), at: Region.now)
        #expect(verified == receipt)
    }

    @Test func receipt_IsVerifiedByStockOpenSSL() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let signed = try sign(by: node)
        try tool.write("receipt.eml", [UInt8]("Content-Type: \(signed.contentType)\r\n\r\n".utf8) + signed.body)
        try tool.write("node.pem", node.certificate.pem)
        try tool.write("ca.pem", try Region.shared.get().authority.certificate.pem)
        let verified = try tool.run(
            "cms", "-verify", "-in", "receipt.eml", "-certfile", "node.pem", "-CAfile", "ca.pem", "-attime",
            "\(Region.now.secondsSinceEpoch)", "-out", "report")
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(String(decoding: try tool.read("report"), as: UTF8.self).contains("Original-Message-ID: "))
    }

    @Test func messageIDThatWouldInjectAField_GetsNoReceipt() throws {
        var other = receipt
        other.originalMessageID = "<a@b>\r\nX: y"
        let signer = try MessageSigner(certificate: node.certificate, key: node.key)
        #expect(throws: ReceiptSigningError.field(MIMEError(.headerCharacter, at: 0))) {
            try ReceiptSigner(signer).sign(other, at: Region.now)
        }
    }

    @Test func inspection_ShowsWhoSignedAndWhat() throws {
        let signed = try sign(by: node, embedsCertificate: true)
        let text = [UInt8]("Content-Type: \(signed.contentType)\r\n\r\n".utf8) + signed.body
        guard case .signed(let inspected) = try EnvelopeInspection(of: text) else {
            Issue.record("no signature found")
            return
        }
        #expect(inspected.contentType == "id-data")
        #expect(inspected.contentByteCount == nil)
        #expect(inspected.certificates == [node.certificate.fingerprint])
        let signer = try #require(inspected.signers.first)
        #expect(signer.algorithm == "ECDSA with SHA-256" && signer.digest == "SHA-256")
        #expect(
            Set(signer.attributes) == ["content-type", "signing-time", "message-digest", "signing-certificate-v2"])
        #expect(signer.signingTime == Region.now)
        #expect(signer.identity.description.contains("CN=Regio Test"))
    }
}
