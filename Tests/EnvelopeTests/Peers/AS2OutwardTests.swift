import Foundation
import Testing

@testable import Envelope

/// What we seal for a `cbc` partner goes to an AS2 product (pyas2lib) over HTTP; its signed MDN comes back to us.
@Suite(.enabled(if: Peers.areDue, Peers.reason)) struct AS2OutwardTests {
    static let messageID = "<019bff03-f680-7a11-8b22-0123456789ab@gateway.example>"

    /// The partner opens with `ours-cbc` of the vectors and answers with `partner-dual`; we sign with `sender-rsa`.
    private func exchange(
        mdn: String = "good", _ tool: OpenSSLTool
    ) throws -> (report: [String: Any], answer: AS2Answer, sealed: SealedMessage) {
        let recipient = try Recipient(
            VectorKeys.certificate("partner-dual"), allowsRSA15: true, allowsDualUse: true)
        let sealer = try Sealer(VectorKeys.signer("sender-rsa"), embedsCertificate: true)
        let sealed = try sealer.seal(SealerTests.message, for: [recipient], suite: .cbc, at: Region.now)
        let keys = VectorKeys.folder.path
        let receiver = try PeerProcess(
            "as2/as2_receiver.py",
            [
                "--port", "0", "--as2-id", "PEER", "--key", "\(keys)/partner-dual.key", "--cert",
                "\(keys)/partner-dual.crt", "--partner-id", "GATEWAY", "--partner-cert", "\(keys)/sender-rsa.crt",
                "--require-enc", "--require-sig", "--enc", "aes256", "--digest", "sha256", "--mdn", mdn,
            ], in: tool.folder)
        let port = try #require(try receiver.json()["port"] as? Int)
        try tool.write("headers", Self.headers)
        try tool.write("body", sealed.envelope)
        let posted = try Peers.run(tool, "http_post.py", ["\(port)", "headers", "body", "answer"])
        #expect(posted.status == 0, "\(posted.errors)")
        return (try receiver.json(), try AS2Answer(tool.read("answer")), sealed)
    }

    private static let headers = """
        AS2-Version: 1.0
        AS2-From: GATEWAY
        AS2-To: PEER
        Message-ID: \(messageID)
        MIME-Version: 1.0
        Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m
        Disposition-Notification-To: GATEWAY
        Disposition-Notification-Options: signed-receipt-protocol=required, pkcs7-signature; \
        signed-receipt-micalg=required, sha-256
        """

    @Test func sealedMessage_IsOpenedAndVerifiedByTheProduct() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let (report, answer, sealed) = try exchange(tool)
        #expect(report["status"] as? String == "processed", "\(report)")
        #expect(report["error"] is NSNull)
        #expect(report["decrypted_ok"] as? Bool == true)
        #expect(report["signature_ok"] as? Bool == true)
        #expect(report["policy_ok"] as? Bool == true)
        #expect(report["payload_len"] as? Int == SealerTests.message.count)
        #expect(report["mic"] as? String == String(decoding: Base64.encode(sealed.mic.bytes.span), as: UTF8.self))
        #expect(answer.status == 200)
        let receipt = try verify(answer, sealed)
        #expect(receipt.disposition == .processed)
        #expect(receipt.mic == sealed.mic)
    }

    @Test(
        arguments: [
            ("unsigned", ReceiptReason.unsigned), ("badmic", .mic), ("badsig", .signature), ("wrongid", .messageID),
            ("truncated", .mime), ("nomdn", .mime), ("http500", .mime),
        ])
    func receiptOfAMisbehavingProduct_DoesNotCount(behaviour: String, reason: ReceiptReason) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let (_, answer, sealed) = try exchange(mdn: behaviour, tool)
        do {
            _ = try verify(answer, sealed)
            Issue.record("the receipt counted")
        } catch let error as ReceiptError {
            #expect(error == ReceiptError(reason), "\(error)")
        }
    }

    @Test func refusalOfTheProduct_IsRead() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let (_, answer, sealed) = try exchange(mdn: "failed", tool)
        let receipt = try verify(answer, sealed)
        #expect(receipt.disposition == .decryptionFailed)
        #expect(!receipt.disposition.isDelivered)
    }

    private func verify(_ answer: AS2Answer, _ sealed: SealedMessage) throws -> Receipt {
        let partner = try VectorKeys.partner("00000099000000003000", suite: "cbc")
        let node = TrustedSigner(
            certificate: try VectorKeys.certificate("partner-dual"), party: partner.oin, role: .node, status: .active)
        let verifier = ReceiptVerifier(messageID: Self.messageID, recipient: "PEER", mic: sealed.mic)
        return try verifier.verify(
            answer.body, contentType: answer.contentType, nodes: [node], of: partner, at: UTCTime.today)
    }
}
