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

    var joined: [UInt8] { JoinedParts.join([content, evidence, mic, receipt]) }
}

extension ArrivalParts {
    /// Nil unless `joined` is what ``joined`` gave.
    init?(joined: [UInt8]) {
        guard let parts = JoinedParts.split(joined, count: 4) else { return nil }
        self.init(content: parts[0], evidence: parts[1], mic: parts[2], receipt: parts[3])
    }
}
