internal import Envelope

/// Takes receipts that come by themselves, for deliveries of ours that wait for them.
struct ReceiptIntake: Sendable {
    let own: OIN
    let store: Store
    let directory: any DirectorySource
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
        guard let id = OriginalMessageID.find(in: body), id.sender == own,
            let delivery = delivery(DeliveryID(message: id.message, recipient: request.from)),
            let expected = expectation(delivery, id, directory.current.directory, now)
        else { return .unknown }
        switch AS2Client.verdict(ofReceipt: body, contentType: contentType, for: expected, at: now) {
        case .delivered(let receipt, let mic):
            await record.delivered(delivery, receipt, mic, evidence: nil)
            return .taken
        case .refused(let codes, let reason):
            await record.refusedLater(delivery, reason, codes: codes)
            return .taken
        case .refreshDirectory:
            // The delivery waits already, and is sealed with a newer directory next time.
            await directory.refresh()
            return .taken
        case .awaitingReceipt, .deferred, .needsPerson:
            return .unknown
        }
    }

    private func delivery(_ id: DeliveryID) -> StoredDelivery? { try? store.delivery(id) }

    private func expectation(
        _ delivery: StoredDelivery, _ id: AS2MessageID, _ directory: Directory, _ now: UTCTime
    ) -> ReceiptExpectation? {
        guard let partner = directory.partner(delivery.id.recipient), let party = directory.party(partner.oin),
            let mic = try? Sealer.mic(of: delivery.content)
        else { return nil }
        return ReceiptExpectation(
            messageID: id, partner: partner, mic: mic, signers: SealingDesk.receiptSigners(party, at: now))
    }
}
