internal import Envelope

/// Brings sealed messages to other parties over AS2 (RFC 4130) and judges what they answer.
struct AS2Client: Sendable {
    private let transfers: TransferLoop
    private let clock: @Sendable () -> UTCTime

    init(_ transfers: TransferLoop, clock: @escaping @Sendable () -> UTCTime = { SystemClock.now }) {
        self.transfers = transfers
        self.clock = clock
    }

    /// Makes one attempt. It never throws: whatever happens is a verdict.
    func send(_ job: AS2Job) async -> DeliveryVerdict {
        let call = HTTPCall(
            url: job.url, headers: AS2Headers.message(job), body: job.sealed.envelope, partner: job.recipient)
        switch await transfers.perform(call) {
        case .success(let answer): return AnswerJudge(job: job, now: clock()).verdict(answer)
        case .failure(let failure): return .deferred(Deferral(failure.reason, partnerIsDown: failure.isOfPartner))
        }
    }

    /// Sends the asynchronous receipt for a message to the URL that the directory has for its sender (RFC 4130 section 7.3).
    ///
    /// - Parameters:
    ///   - id: the Message-ID of the receipt itself, fresh.
    ///   - url: from the directory, never from the message.
    /// - Returns: nil when the partner took it; else why not.
    func sendReceipt(
        _ receipt: SignedReceipt, id: AS2MessageID, to recipient: OIN, url: String
    ) async -> Deferral? {
        let call = HTTPCall(
            url: url, headers: AS2Headers.receipt(receipt, id: id, to: recipient), body: receipt.body,
            partner: recipient)
        switch await transfers.perform(call) {
        case .success(let answer): return AnswerJudge.refusal(ofReceipt: answer, now: clock())
        case .failure(let failure): return Deferral(failure.reason, partnerIsDown: failure.isOfPartner)
        }
    }

    /// Judges a receipt for a message that was sent, also one that came by itself.
    ///
    /// - Parameters:
    ///   - body: without the header; `contentType` is that header's value.
    /// - Returns: `delivered`, `refreshDirectory` or `refused` for an authentic receipt; `deferred` for any other.
    static func verdict(
        ofReceipt body: [UInt8], contentType: String, for expected: ReceiptExpectation, at now: UTCTime
    ) -> DeliveryVerdict {
        ReceiptJudge(expected: expected, now: now).verdict(body, contentType: contentType)
    }
}

extension TransferFailure {
    /// Whether the cause lies with the partner or the way to it, so that its other messages would fare the same.
    fileprivate var isOfPartner: Bool { kind != .closed }
}
