import Testing

@testable import Envelope

/// A signature that only tests believe: the length of the content.
struct LengthSignature {
    struct Wrong: Error {}

    static func sign(_ content: [UInt8]) -> [UInt8] { [UInt8]("\(content.count)".utf8) }

    static func check(_ signature: [UInt8], _ content: Span<UInt8>) throws(Wrong) {
        guard signature == [UInt8]("\(content.count)".utf8) else { throw Wrong() }
    }
}

struct ReceiptTests {
    static let messageID = "<0193-abc@gateway.example>"
    static let mic = Digest(.sha256, bytes: [UInt8](repeating: 7, count: 32))

    private func receipt(_ disposition: ReceiptDisposition = .processed) -> Receipt {
        Receipt(
            finalRecipient: "00000099000000002000", originalMessageID: Self.messageID, disposition: disposition,
            mic: Self.mic, checkpoint: ChainReference(sequence: 12, hash: Array(0...31)),
            originalRecipient: "00000099000000002000")
    }

    private func verify(
        _ entity: [UInt8], messageID: String = messageID, recipient: String = "00000099000000002000"
    ) throws -> Receipt {
        let signed = try MIMEWriter.signed(
            entity, signature: LengthSignature.sign(entity), digest: "sha-256", boundary: "s")
        return try verify(signed.body, signed.contentType.headerValue, messageID, recipient)
    }

    private func verify(
        _ body: [UInt8], _ contentType: String, _ messageID: String = messageID,
        _ recipient: String = "00000099000000002000"
    ) throws -> Receipt {
        let mic = try #require(Self.mic)
        let verifier = ReceiptVerifier(messageID: messageID, recipient: recipient, mic: mic)
        return try verifier.verify(body.span, contentType: contentType, checkSignature: LengthSignature.check)
    }

    private func refusal(_ check: () throws -> Receipt) throws -> ReceiptReason? {
        do {
            _ = try check()
            return nil
        } catch let error as ReceiptError { return error.reason }
    }

    /// Verifies a report in which `text` was replaced before it was signed.
    private func refusal(_ text: String, _ other: String) throws -> ReceiptReason? {
        let report = String(decoding: try ReceiptWriter.report(receipt(), boundary: "r"), as: UTF8.self)
        try #require(report.contains(text))
        let changed = [UInt8](report.replacing(text, with: other).utf8)
        return try refusal { try verify(changed) }
    }

    @Test(
        arguments: [
            ReceiptDisposition.processed, .duplicateDocument, .decryptionFailed, .authenticationFailed,
            .integrityCheckFailed, .insufficientMessageSecurity, .unexpectedProcessingError,
            .unknownTradingRelationship,
        ])
    func receipt_IsReadBack(disposition: ReceiptDisposition) throws {
        let report = try ReceiptWriter.report(receipt(disposition), boundary: "r")
        #expect(try verify(report) == receipt(disposition))
        #expect(report.allSatisfy { $0 < 0x80 })
    }

    @Test func report_HasTheFieldsOfTheStandard() throws {
        let report = String(decoding: try ReceiptWriter.report(receipt(), boundary: "r"), as: UTF8.self)
        for line in [
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=r",
            "Final-Recipient: rfc822; 00000099000000002000", "Original-Message-ID: \(Self.messageID)",
            "Disposition: automatic-action/MDN-sent-automatically; processed",
            "Received-Content-MIC: BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=, sha-256",
            "X-Weerthuis-Audit-Checkpoint: 12:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "Het bericht is ontvangen en opgeslagen. Of de inhoud klopt, volgt apart.",
        ] {
            #expect(report.contains("\r\n\(line)\r\n") || report.hasPrefix("\(line)\r\n"), "\(line)")
        }
    }

    @Test(
        arguments: [
            ("Disposition: a", "Disposition: b", ReceiptReason.disposition),
            ("; processed", "; displayed", .disposition), ("; processed", "", .disposition),
            ("; processed", "; processed: x", .disposition), ("; processed", "; processed/error", .disposition),
            ("MDN-sent-automatically", "MDN-sent-manually", .disposition),
            ("Final-Recipient: rfc822; 00000099000000002000\r\n", "", .missingField),
            ("Original-Message-ID: \(messageID)\r\n", "", .missingField),
            ("Disposition: automatic-action/MDN-sent-automatically; processed\r\n", "", .missingField),
            ("Original-Message-ID: <0193", "Original-Message-ID: <0194", .messageID),
            ("Final-Recipient: rfc822; 00000099000000002000", "Final-Recipient: rfc822; x", .recipient),
            ("Final-Recipient: rfc822; ", "Final-Recipient: ", .field),
            ("Final-Recipient: rfc822; ", "Final-Recipient: x400; ", .field),
            ("Reporting-UA:", "Disposition:", .field), ("Reporting-UA:", "Report:", .field),
            ("Reporting-UA: w", "Reporting-UA\r\n", .field), ("Reporting-UA: w", "Reporting-UA: \u{0}", .mime),
            ("X-Weerthuis-Audit-Checkpoint: 12:", "X-Weerthuis-Audit-Checkpoint: 012:", .field),
            ("=, sha-256", "=, sha-1", .micForm), ("=, sha-256", "=, sha-512", .micForm),
            ("=, sha-256", "=", .micForm), ("=, sha-256", ", sha-256", .micForm),
            ("MIC: BwcH", "MIC: Bw!H", .micForm), ("MIC: Bw", "MIC: Cw", .mic),
            ("Received-Content-MIC:", "X-MIC:", .micMissing),
            ("report-type=disposition-notification", "report-type=delivery-status", .mime),
            ("Content-Type: multipart/report", "Content-Type: multipart/mixed", .mime),
        ])
    func changedReport_IsRefusedWithItsOwnReason(text: String, other: String, reason: ReceiptReason) throws {
        let isByteChange = reason == .mime && other.contains("\u{0}")
        #expect(try refusal(text, other) == (isByteChange ? .mime : reason))
    }

    @Test func lettersAndSpellingOfOtherProducts_AreRead() throws {
        #expect(try refusal("; processed", "; Processed") == nil)
        #expect(try refusal("=, sha-256", "=,SHA256") == nil)
        #expect(try refusal("Reporting-UA: ", "X-Other: 1\r\nREPORTING-UA: ") == nil)
        #expect(try refusal("MDN-sent-automatically; p", "MDN-sent-automatically;p") == nil)
    }

    @Test func refusedMessage_NeedsNoMIC() throws {
        var refused = receipt(.decryptionFailed)
        refused.mic = nil
        let read = try verify(try ReceiptWriter.report(refused, boundary: "r"))
        #expect(!read.disposition.isDelivered)
        #expect(read.disposition == .decryptionFailed)
    }

    @Test func unsignedOrTamperedReceipt_IsRefused() throws {
        let report = try ReceiptWriter.report(receipt(), boundary: "r")
        let entity = try MIMEReader.read(report.span)
        let body = Array(report[entity.bodyRange])
        #expect(try refusal { try verify(body, entity.contentType.headerValue) } == .unsigned)
        let signed = try MIMEWriter.signed(report, signature: [0x31], digest: "sha-256", boundary: "s")
        #expect(try refusal { try verify(signed.body, signed.contentType.headerValue) } == .signature)
        #expect(try refusal { try verify(Array(signed.body.dropLast(9)), signed.contentType.headerValue) } == .mime)
        #expect(try refusal { try verify(signed.body, "text/html") } == .mime)
        let cloudEvent = try MIMEWriter.entity(MIMEContentType(.cloudEvent), body: report.span, .binary)
        #expect(try refusal { try verify(cloudEvent) } == .structure)
    }

    @Test func receiptForAnotherMessageOrParty_IsRefused() throws {
        let report = try ReceiptWriter.report(receipt(), boundary: "r")
        #expect(try refusal { try verify(report, messageID: "<other@gateway.example>") } == .messageID)
        #expect(try refusal { try verify(report, recipient: "00000099000000003000") } == .recipient)
    }

    @Test func messageIDThatWouldInjectAField_IsNotWritten() {
        var receipt = receipt()
        receipt.originalMessageID = "<a@b>\r\nDisposition: x"
        #expect(throws: MIMEError(.headerCharacter, at: 0)) { try ReceiptWriter.report(receipt, boundary: "r") }
    }

    @Test func hugeReceipt_IsRefused() throws {
        let body = [UInt8](repeating: 0x41, count: 300 << 10)
        let type = MIMEWriter.signedType(boundary: "s", digest: "sha-256").headerValue
        #expect(try refusal { try verify(body, type) } == .mime)
    }
}
