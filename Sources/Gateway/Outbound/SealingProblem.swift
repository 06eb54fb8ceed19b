internal import Envelope

/// Why a message can't be sealed at this moment. It waits, and nothing of it is lost, unless waiting can't help.
struct SealingProblem: Error, Hashable, Sendable {
    /// For the log.
    let code: String
    /// For a coordinator, in Dutch.
    let reason: String
    /// Whether no later attempt can do better.
    let isFinal: Bool

    init(_ code: String, _ reason: String) {
        self.code = code
        self.reason = reason
        isFinal = false
    }

    init(final code: String, _ reason: String) {
        self.code = code
        self.reason = reason
        isFinal = true
    }

    init(_ findings: [RoutingFinding]) {
        let first = findings.first
        self.init(
            first?.code.rawValue ?? RoutingCode.nobody.rawValue,
            first.map { "\($0.sentence) \($0.remedy)" } ?? "Niemand kan dit bericht nu krijgen.")
    }

    /// The directory says that nothing may be sent on its strength.
    init(_ finding: AdmissionFinding) {
        self.init(
            finding.reason.rawValue,
            finding.reason == .expired
                ? "Het adresboek is verlopen; zolang wordt er niets verstuurd. "
                    + "Vraag de beheerder van de regio om een nieuwe uitgave."
                : "Het adresboek is langer dan 24 uur niet bevestigd; zolang wordt er niets verstuurd. Controleer de verbinding."
        )
    }
}
