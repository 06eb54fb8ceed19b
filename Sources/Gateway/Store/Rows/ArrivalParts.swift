/// What is encrypted of an arrival.
struct ArrivalParts {
    /// The CloudEvents document.
    let content: [UInt8]
    /// The signed MIME entity.
    let evidence: [UInt8]
    /// The digest that the receipt confirms.
    let mic: [UInt8]
    /// The signed receipt.
    let receipt: [UInt8]

    var joined: [UInt8] {
        JoinedParts.join([content] + KeptEvidence(evidence, of: content).parts + [mic, receipt])
    }
}

extension ArrivalParts {
    /// Nil unless `joined` is what ``joined`` gave.
    init?(joined: [UInt8]) {
        guard let parts = JoinedParts.split(joined, counts: 4...5), let content = parts.first,
            let evidence = KeptEvidence(parts: parts[1..<parts.count - 2])
        else { return nil }
        self.init(
            content: content, evidence: evidence.evidence(of: content), mic: parts[parts.count - 2],
            receipt: parts[parts.count - 1])
    }
}
