internal import Envelope

/// Receipts that the mail programs of contactpersonen sign (RFC 2634). One closes the message that it is about, as an answer would.
extension ReceiptIntake {
    /// Takes such a receipt. One that does not count changes nothing, and the log says why.
    func take(personal bytes: [UInt8], in mail: ReceivedMail) async -> Outcome {
        do throws(ReceiptError) {
            let receipt = try PersonalReceipt(bytes)
            guard let id = ReceiptName(receipt.identifier)?.delivery else { return refuse(.messageID) }
            let (delivery, evidence): (StoredDelivery, [UInt8]?)
            do throws(StoreError) {
                (delivery, evidence) = (try store.delivery(id), try store.evidence(of: .outbound(id)))
            } catch {
                return Self.outcome(error) == .undecided ? .undecided : refuse(.messageID)
            }
            guard let evidence, let mic = try? Sealer.mic(of: delivery.content) else { return refuse(.messageID) }
            let current = directory.current
            guard let partner = current.directory.partner(id.recipient) else { return refuse(.recipient) }
            let signature = try receipt.verify(answering: evidence, from: partner, in: current.trust, at: clock.now)
            guard isContactpersoon(signature, of: id.recipient, mail, current.directory) else {
                return refuse(.recipient)
            }
            guard delivery.state != .delivered else { return .taken }
            return await kept { () throws(StoreError) in
                try await record.deliveredLater(delivery, StoredReceipt.bytes(ofPersonal: bytes), mic.bytes)
            }
        } catch {
            return refuse(error.reason)
        }
    }

    /// Whether who signed and who sent it are the same contactpersoon of the party that the message went to.
    private func isContactpersoon(
        _ signature: VerifiedSignature, of party: OIN, _ mail: ReceivedMail, _ directory: Directory
    ) -> Bool {
        let owners = directory.mailOwners(mail.from)
        guard let owner = owners.first(where: { $0.party.oin == party && $0.contactpersoon != nil }) else {
            return false
        }
        let check = SenderCheck(mail: mail, signature: signature, owner: owner, directory: directory)
        return (try? check.check()) != nil
    }

    private func refuse(_ reason: ReceiptReason) -> Outcome {
        record.metrics.count(.refused, reason.rawValue)
        record.log.warning("refused", ("code", .code(reason.rawValue)))
        return .unknown
    }
}
