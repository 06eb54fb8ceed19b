internal import Schemas

/// What is to be stored with a message from a known sender.
struct Judgement: Sendable {
    let type: MessageType
    let report: CheckReport
    let change: DossierChange?
    /// For the receipt chains of messages of ours that it answers.
    let steps: [MessageStep]

    var state: InboundState { report.isValid ? .accepted : .rejected }

    /// Each code once, in the order of the findings.
    var codes: [String] {
        var codes: [String] = []
        for code in report.findings.map(\.code.rawValue) where !codes.contains(code) { codes.append(code) }
        return codes
    }
}
