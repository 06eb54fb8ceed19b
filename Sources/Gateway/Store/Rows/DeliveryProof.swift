/// What shows that a delivery was received.
struct DeliveryProof {
    /// What its box is bound to.
    static let name = "proof"

    /// The signed receipt.
    let receipt: [UInt8]
    /// The digest that it confirms.
    let mic: [UInt8]
    /// The signed MIME entity that was sent; nil when it was kept before, as ``PartKind/evidence``.
    let evidence: KeptEvidence?

    var joined: [UInt8] { JoinedParts.join([receipt, mic] + (evidence?.parts ?? [[]])) }
}

extension DeliveryProof {
    /// Nil unless `joined` is what ``joined`` gave.
    init?(joined: [UInt8]) {
        guard let parts = JoinedParts.split(joined, counts: 3...4) else { return nil }
        let kept = parts[2...]
        self.init(receipt: parts[0], mic: parts[1], evidence: kept == [[]] ? nil : KeptEvidence(parts: kept))
    }
}
