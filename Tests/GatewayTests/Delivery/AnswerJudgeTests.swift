import Envelope
import Testing

@testable import Gateway

/// What each status means, without a receipt and with one that we signed ourselves.
@Suite struct AnswerJudgeTests {
    private let sender: OIN
    private let partner: Partner
    private let node: MessageSigner
    private let job: AS2Job
    private let now = CertificateMint.now

    init() throws {
        let mint = try CertificateMint.shared.get()
        sender = try SampleRegion.oin(1)
        partner = Partner(try SampleRegion.oin(2))
        let holder = try mint.issue("Node", oin: partner.oin.description, mail: nil, use: .signing)
        node = try MessageSigner(certificate: holder.certificate, key: holder.key)
        let ours = try mint.issue("Wij", oin: sender.description, mail: nil, use: .signing)
        let theirs = try mint.issue("Zij", oin: partner.oin.description, mail: nil, use: .encryption)
        let sealed = try Sealer(MessageSigner(certificate: ours.certificate, key: ours.key)).seal(
            [1, 2, 3], for: [Recipient(theirs.certificate)], suite: .gcm, at: now)
        job = AS2Job(
            message: UniqueID(milliseconds: 1, random: (2, 3)), sender: sender, partner: partner,
            url: "https://node.example/as2", sealed: sealed, receiptSigners: [holder.certificate])
    }

    private func verdict(
        _ status: Int, _ receipt: SignedReceipt? = nil, headers: [(name: String, value: String)] = []
    ) -> DeliveryVerdict {
        let type = receipt.map { [("Content-Type", $0.contentType)] } ?? []
        let answer = HTTPAnswer(status: status, headers: headers + type, body: receipt?.body ?? [])
        return AnswerJudge(job: job, now: now).verdict(answer)
    }

    private func receipt(
        _ disposition: ReceiptDisposition, mic: Digest? = nil, id: String? = nil, from: OIN? = nil
    ) throws -> SignedReceipt {
        let receipt = Receipt(
            finalRecipient: (from ?? partner.oin).description, originalMessageID: id ?? job.messageID.description,
            disposition: disposition, mic: mic ?? job.sealed.mic)
        return try ReceiptSigner(node).sign(receipt, at: now)
    }

    @Test(arguments: [ReceiptDisposition.processed, .duplicateDocument], [200, 202, 404, 500])
    func signedReceipt_DeliversWhateverTheStatusSays(disposition: ReceiptDisposition, status: Int) throws {
        guard case .delivered(_, let mic) = try verdict(status, receipt(disposition)) else {
            Issue.record("not delivered")
            return
        }
        #expect(mic == job.sealed.mic.bytes)
    }

    @Test func receiptForOtherContentMessageOrParty_Defers() throws {
        let mic = try Digest(.sha256, of: [9])
        #expect(verdict(200, try receipt(.processed, mic: mic)) == .deferred(Deferral(ReceiptReason.mic.dutch)))
        let id = AS2MessageID(message: UniqueID(random: (1, 1)), sender: sender).description
        #expect(verdict(200, try receipt(.processed, id: id)) == .deferred(Deferral(ReceiptReason.messageID.dutch)))
        let other = try receipt(.processed, from: sender)
        #expect(verdict(200, other) == .deferred(Deferral(ReceiptReason.recipient.dutch)))
    }

    @Test(arguments: [ReceiptDisposition.decryptionFailed, .authenticationFailed])
    func signedRefusalOverKeys_AsksForTheDirectory(disposition: ReceiptDisposition) throws {
        guard case .refreshDirectory = try verdict(200, receipt(disposition)) else {
            Issue.record("another verdict")
            return
        }
    }

    @Test func otherSignedRefusal_IsFinalWithItsCodes() throws {
        let disposition = try #require(ReceiptDisposition(.error, "id-hergebruikt, tijd"))
        guard case .refused(let codes, let reason) = try verdict(200, receipt(disposition)) else {
            Issue.record("another verdict")
            return
        }
        #expect(codes == ["id-hergebruikt", "tijd"])
        #expect(reason.contains("id-hergebruikt: "))
        #expect(reason.contains("; tijd)"))
        let failure = try #require(ReceiptDisposition(.failure, "unsupported format"))
        #expect(
            try verdict(500, receipt(failure))
                == .refused(
                    codes: ["unsupported format"], reason: failure.dutch(["unsupported format"])))
    }

    @Test func signedRefusalOverTheTime_IsNotFinalBecauseAClockCanBePutRight() throws {
        let disposition = try #require(ReceiptDisposition(.error, OpenReason.time.rawValue))
        guard case .needsPerson(let reason) = try verdict(200, receipt(disposition)) else {
            Issue.record("another verdict")
            return
        }
        #expect(reason.contains("klok"))
    }

    @Test func refusalForAnotherMessage_IsNoRefusal() throws {
        let id = AS2MessageID(message: UniqueID(random: (1, 1)), sender: sender).description
        let disposition = try #require(ReceiptDisposition(.error, "id-hergebruikt"))
        let verdict = try verdict(200, receipt(disposition, id: id))
        #expect(verdict == .deferred(Deferral(ReceiptReason.messageID.dutch)))
    }

    @Test(arguments: [301, 302, 307, 400, 401, 403, 404, 405, 407, 410, 413, 418, 422])
    func unsignedRefusal_AsksForAPerson(status: Int) throws {
        guard case .needsPerson(let reason) = verdict(status) else {
            Issue.record("another verdict")
            return
        }
        #expect(reason.contains("\(status)"))
        // Garbage with the type of a receipt is no receipt.
        let garbage = SignedReceipt(contentType: "multipart/signed; boundary=x", body: [1, 2, 3])
        #expect(verdict(status, garbage) == .needsPerson(reason: reason))
    }

    @Test(arguments: [408, 425, 429, 500, 502, 503, 504, 599, 100, 0])
    func temporaryFault_DefersForAsLongAsThePartnerAsks(status: Int) {
        let verdict = verdict(status, headers: [("retry-after", "120")])
        guard case .deferred(let deferral) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(deferral.retryAfter == 120)
        #expect(verdict.partnerIsDown)
    }

    @Test(arguments: [200, 202, 204])
    func acceptanceWithoutReceipt_IsNoDelivery(status: Int) {
        guard case .deferred = verdict(status) else {
            Issue.record("another verdict")
            return
        }
        var later = job
        later.receipt = .asynchronous(returnURL: "https://ons.example/as2")
        let answer = HTTPAnswer(status: status, headers: [], body: [])
        #expect(AnswerJudge(job: later, now: now).verdict(answer) == .awaitingReceipt)
    }

    @Test(
        arguments: [
            ("0", 0), ("120", 120), ("999999999999999999999999", 86_400), ("Sat, 21 Nov 2026 13:01:00 GMT", 60),
            ("Sat, 21 Nov 2020 13:01:00 GMT", 0), ("", nil), ("-1", nil), ("1.5", nil), ("morgen", nil),
            ("Sat, 31 Feb 2026 13:01:00 GMT", nil), ("a b c d e GMT", nil),
        ] as [(String, Int64?)])
    func retryAfter_IsReadStrictly(value: String, seconds: Int64?) {
        #expect(RetryAfter.seconds(value, now: now) == seconds)
    }

    @Test func messageID_IsReadBackAndNothingElse() throws {
        let id = job.messageID
        #expect(AS2MessageID(id.description) == id)
        for text in ["", "<>", "<@.weerthuis.nl>", id.description + ">", "<a@\(sender).weerthuis.nl>", "x\(id)"] {
            #expect(AS2MessageID(text) == nil)
        }
    }

    @Test func headers_AreThoseOfAS2() throws {
        var job = job
        job.receipt = .asynchronous(returnURL: "https://ons.example/as2")
        let headers = Dictionary(uniqueKeysWithValues: AS2Headers.message(job).map { ($0.name, $0.value) })
        #expect(headers["AS2-Version"] == "1.0")
        #expect(headers["AS2-From"] == sender.description)
        #expect(headers["AS2-To"] == partner.oin.description)
        #expect(headers["Message-ID"] == job.messageID.description)
        #expect(headers["Content-Type"]?.hasPrefix("application/pkcs7-mime; smime-type=authEnveloped-data") == true)
        #expect(headers["Receipt-Delivery-Option"] == "https://ons.example/as2")
        #expect(headers["Disposition-Notification-Options"]?.contains("pkcs7-signature") == true)
    }
}
