internal import Envelope

/// Takes receipts that come by themselves, for deliveries of ours that wait for them.
struct ReceiptIntake: Sendable {
    let own: OIN
    let store: Store
    let directory: any DirectorySource
    let refresh: RefreshGate
    let record: DeliveryRecord
    let clock: NodeClock

    enum Outcome: Hashable, Sendable {
        case taken
        /// Nobody whom we know says so.
        case unknown
        case undecided
    }

    func take(_ request: AS2Request, contentType: String, body: [UInt8]) async -> Outcome {
        let now = clock.now
        guard request.to == own, let id = OriginalMessageID.find(in: body), id.sender == own else { return .unknown }
        let delivery: StoredDelivery
        do throws(StoreError) {
            delivery = try store.delivery(DeliveryID(message: id.message, recipient: request.from))
        } catch {
            return Self.outcome(error)
        }
        guard let expected = expectation(delivery, id, directory.current.directory, now) else { return .unknown }
        switch AS2Client.verdict(ofReceipt: body, contentType: contentType, for: expected, at: now) {
        case .delivered(let receipt, let mic):
            guard delivery.state != .delivered else { return .taken }
            return await kept { () throws(StoreError) in
                try await record.deliveredLater(delivery, receipt, mic)
            }
        case .refused(let codes, let reason):
            guard delivery.state != .delivered, delivery.state != .failed else { return .taken }
            return await kept { () throws(StoreError) in
                try await record.refusedLater(delivery, reason, codes: codes)
            }
        case .refreshDirectory:
            // A delivery that waits is sealed with a newer directory next time; one that ended needs none.
            if [.queued, .sending, .deferred].contains(delivery.state) { await refresh.refresh() }
            return .taken
        case .needsPerson:
            // Signed, and about a clock: the delivery goes on as it was.
            return .taken
        case .awaitingReceipt, .handedOver, .deferred:
            return .unknown
        }
    }

    /// Writes what a receipt says, once: a disk that is full must not keep the request waiting.
    func kept(_ write: () async throws(StoreError) -> Void) async -> Outcome {
        do throws(StoreError) {
            try await write()
            return .taken
        } catch {
            guard case .wrongState(let state) = error.reason else { return .undecided }
            // While an attempt is under way its own end comes first.
            return state == .sending ? .undecided : .taken
        }
    }

    static func outcome(_ error: StoreError) -> Outcome {
        switch error.reason {
        case .notFound, .damaged, .destroyed, .keyMissing: .unknown
        default: .undecided
        }
    }

    private func expectation(
        _ delivery: StoredDelivery, _ id: AS2MessageID, _ directory: Directory, _ now: UTCTime
    ) -> ReceiptExpectation? {
        guard let partner = directory.partner(delivery.id.recipient), let party = directory.party(partner.oin),
            let mic = try? Sealer.mic(of: delivery.content)
        else { return nil }
        return ReceiptExpectation(
            messageID: id, partner: partner, mic: mic, signers: SealingDesk.receiptSigners(party, at: now),
            comesByItself: true)
    }
}
