internal import Envelope

/// One line of a list of messages: what can be known without a key.
struct MessageSummary: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case outbound(OutboundState)
        case inbound(InboundState)
    }

    /// The place in the store; later messages have higher numbers.
    let number: Int64
    let id: StoredMessageID
    let dossier: UniqueID
    let type: String
    let state: State
    /// When it was made or received.
    let created: UTCTime
    /// When it came into ``state``.
    let changed: UTCTime
    let attempts: Int
    let nextAttempt: UTCTime?
    let lastReason: String?
    /// False when the line is not as the node wrote it; nothing in it can be relied upon then.
    let isIntact: Bool
}
