import Foundation
import Testing

@testable import Envelope

/// What an AS2 product (pyas2lib) sends over HTTP is opened by us, and it accepts the signed receipt that we answer.
@Suite(.enabled(if: Peers.areDue, Peers.reason)) struct AS2InwardTests {
    private static let partnerOIN = "00000099000000003000"
    private static let ourOIN = "00000099000000002000"

    /// Sends one message; answers with what `answer` makes of the request.
    private func exchange(
        _ more: [String] = [], answer: (OpenSSLTool) throws -> (contentType: String, body: [UInt8])
    ) throws -> [String: Any] {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let server = try PeerProcess("http_once.py", [tool.folder.path], in: tool.folder)
        let port = server.line()
        let exchange = try Exchange(.cbc, contacts: [])
        let partner = try Exchange.oin(Self.partnerOIN)
        let ahead = UTCTime.today.secondsSinceEpoch - Region.now.secondsSinceEpoch
        try tool.write("message", try exchange.message(source: partner, secondsFromNow: ahead))
        let keys = VectorKeys.folder.path
        let sender = try PeerProcess(
            "as2/as2_sender.py",
            [
                "--url", "http://127.0.0.1:\(port)/as2", "--as2-id", Self.partnerOIN, "--key",
                "\(keys)/partner-dual.key",
                "--cert", "\(keys)/partner-dual.crt", "--partner-id", Self.ourOIN, "--partner-cert",
                "\(keys)/ours-cbc.crt", "--partner-verify-cert", "\(keys)/sender-rsa.crt", "--file", "message",
                "--content-type", "application/cloudevents+json",
            ] + more, in: tool.folder)
        try waitForRequest(tool)
        let (contentType, body) = try answer(tool)
        let head =
            "AS2-Version: 1.0\r\nAS2-From: \(Self.ourOIN)\r\nAS2-To: \(Self.partnerOIN)\r\n"
            + "Message-ID: <answer@gateway.example>\r\nContent-Type: \(contentType)\r\n\r\n"
        try tool.write("answer.part", [UInt8](head.utf8) + body)
        try FileManager.default.moveItem(
            at: tool.folder.appending(path: "answer.part"), to: tool.folder.appending(path: "answer"))
        return try sender.json()
    }

    private func waitForRequest(_ tool: OpenSSLTool) throws {
        for _ in 0..<600 {
            if FileManager.default.fileExists(atPath: tool.folder.appending(path: "request-headers").path) { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        Issue.record("no request came")
    }

    /// Opens the request as a node does, and makes the receipt.
    private func receive(_ tool: OpenSSLTool) throws -> (opened: OpenedMessage, receipt: Receipt) {
        let lines = String(decoding: try tool.read("request-headers"), as: UTF8.self).split(separator: "\n")
        let fields = Dictionary(
            lines.map { line in
                let parts = line.split(separator: ": ", maxSplits: 1)
                return (parts[0].lowercased(), String(parts[1]))
            }, uniquingKeysWith: { first, _ in first })
        let from = try #require(fields["as2-from"])
        let to = try #require(fields["as2-to"])
        let opened = try VectorKeys.opener().open(
            try tool.read("request-body"), from: VectorKeys.partner(from, suite: "cbc"), to: Exchange.oin(to),
            at: UTCTime.today)
        let receipt = Receipt(
            finalRecipient: to, originalMessageID: try #require(fields["message-id"]), disposition: .processed,
            mic: opened.signed.signature.mic, checkpoint: ChainReference(sequence: 1, hash: Array(0...31)))
        return (opened, receipt)
    }

    private func signed(_ receipt: Receipt) throws -> (contentType: String, body: [UInt8]) {
        let signer = ReceiptSigner(try VectorKeys.signer("sender-rsa"), embedsCertificate: true)
        let answer = try signer.sign(receipt, at: UTCTime.today)
        return (answer.contentType, answer.body)
    }

    @Test func messageOfTheProduct_IsOpenedAndItAcceptsOurReceipt() throws {
        var party: OIN?
        let verdict = try exchange { tool in
            let (opened, receipt) = try receive(tool)
            party = opened.message.attributes.source.party
            return try signed(receipt)
        }
        #expect(party?.description == Self.partnerOIN)
        #expect(verdict["mdn_status"] as? String == "processed", "\(verdict)")
        #expect(verdict["mic_match"] as? Bool == true)
        #expect(verdict["mdn_signed"] as? Bool == true)
        #expect(verdict["mdn_for_us"] as? Bool == true)
    }

    @Test(arguments: ["cipher", "sig"])
    func tamperedMessage_IsRefusedAndTheProductIsTold(tamper: String) throws {
        var reason: OpenReason?
        let verdict = try exchange(["--tamper", tamper]) { tool in
            do {
                let (_, receipt) = try receive(tool)
                return try signed(receipt)
            } catch let error as OpenError {
                reason = error.reason
                let fields = String(decoding: try tool.read("request-headers"), as: UTF8.self)
                let line = try #require(
                    fields.split(separator: "\n").first { $0.lowercased().hasPrefix("message-id:") })
                let receipt = Receipt(
                    finalRecipient: Self.ourOIN, originalMessageID: String(line.dropFirst(12)),
                    disposition: .authenticationFailed, mic: nil)
                return try signed(receipt)
            }
        }
        let expected: Set<OpenReason> = tamper == "sig" ? [.messageDigest] : [.mime, .signature, .messageDigest]
        #expect(reason.map(expected.contains) == true, "\(String(describing: reason))")
        #expect((verdict["mdn_status"] as? String)?.lowercased().hasPrefix("processed/error") == true, "\(verdict)")
    }

    @Test func receiptWithAnotherMIC_IsNotAccepted() throws {
        let verdict = try exchange { tool in
            var (_, receipt) = try receive(tool)
            receipt.mic = try Digest(.sha256, of: [])
            return try signed(receipt)
        }
        #expect(verdict["mic_match"] as? Bool == false, "\(verdict)")
    }
}
