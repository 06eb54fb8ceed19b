internal import Envelope

/// Which messages to list. Conditions that are nil do not count.
struct MessageFilter: Hashable, Sendable {
    enum Direction: String, Hashable, Sendable {
        case outbound
        case inbound
    }

    var direction: Direction?
    /// `queued`, `accepted`, and so on.
    var state: MessageSummary.State?
    var dossier: UniqueID?
    /// The message id; one message may be on its way to several parties.
    var message: UniqueID?
    /// The other party.
    var partner: OIN?

    static let all = MessageFilter()
}
