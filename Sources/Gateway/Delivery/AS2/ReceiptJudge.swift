internal import Envelope

/// Decides what an answer proves. Only a receipt that the partner's node signed, about this message and this digest, counts.
struct ReceiptJudge {
    let expected: ReceiptExpectation
    let now: UTCTime

    func verdict(_ body: [UInt8], contentType: String) -> DeliveryVerdict {
        do throws(ReceiptError) {
            let receipt = try verified(body, contentType)
            guard receipt.disposition.isDelivered else { return refusal(receipt) }
            return .delivered(receipt: Self.entity(body, contentType), mic: expected.mic.bytes)
        } catch {
            return .deferred(Deferral(error.reason.dutch))
        }
    }

    private func verified(_ body: [UInt8], _ contentType: String) throws(ReceiptError) -> Receipt {
        let verifier = ReceiptVerifier(
            messageID: expected.messageID.description, recipient: expected.partner.oin.description, mic: expected.mic)
        let nodes = expected.signers.map {
            TrustedSigner(certificate: $0, party: expected.partner.oin, role: .node, status: .active)
        }
        return try verifier.verify(body, contentType: contentType, nodes: nodes, of: expected.partner, at: now)
    }

    private func refusal(_ receipt: Receipt) -> DeliveryVerdict {
        let disposition = receipt.disposition
        let codes = disposition.modifier.split(separator: ",").map { String($0.drop { $0 == " " }) }
        let reason = disposition.dutch(codes)
        guard codes != [OpenReason.time.rawValue] else { return .needsPerson(reason: Self.clocksDiffer) }
        let mayBeOldKey = disposition == .decryptionFailed || disposition == .authenticationFailed
        guard !mayBeOldKey else { return .refreshDirectory(reason: reason) }
        guard !expected.comesByItself || receipt.mic == expected.mic else {
            return .deferred(Deferral((receipt.mic == nil ? ReceiptReason.micMissing : .mic).dutch))
        }
        return .refused(codes: codes, reason: reason)
    }

    /// Once that clock is right the message can be taken, so this is not final. The retries have their end in any case.
    private static let clocksDiffer =
        "de ontvangende partij vindt dat de tijd van het bericht niet klopt (time): een van beide klokken loopt verkeerd. "
        + "Laat de klok van ons knooppunt controleren, en vraag de beheerder van de ontvangende partij hetzelfde te doen; "
        + "het wordt later opnieuw geprobeerd"

    /// The receipt as one MIME entity, header included.
    private static func entity(_ body: [UInt8], _ contentType: String) -> [UInt8] {
        [UInt8]("MIME-Version: 1.0\r\nContent-Type: \(contentType)\r\n\r\n".utf8) + body
    }
}
