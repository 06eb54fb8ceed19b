internal import Envelope

/// What was stored for delivery.
struct SubmissionReport: Hashable, Sendable {
    struct Receiver: Hashable, Sendable {
        let party: OIN
        let name: String
        let role: String
        /// The contactpersonen who can open it.
        let people: [String]
    }

    let message: UniqueID
    let dossier: UniqueID
    let receivers: [Receiver]
    /// Who gets nothing, or not to every person, and why.
    let notices: [RoutingFinding]
}
