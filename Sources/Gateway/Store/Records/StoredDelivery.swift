internal import Envelope

/// A delivery as the store has it.
struct StoredDelivery: Hashable, Sendable {
    let id: DeliveryID
    let dossier: UniqueID
    /// The name of its type in the profile.
    let type: String
    /// The CloudEvents document, the same at every attempt.
    let content: [UInt8]
    /// The contactpersoon who released it, or `node`.
    let releasedBy: String
    let created: UTCTime
    let state: OutboundState
    /// When it came into ``state``.
    let changed: UTCTime
    /// Attempts that were begun.
    let attempts: Int
    /// When the next attempt is due; set in the state `deferred` only.
    let nextAttempt: UTCTime?
    /// Why the last attempt did not deliver, or what a person decided.
    let lastReason: String?
    /// The digest that the receipt confirmed; nil before `delivered`.
    let mic: [UInt8]?
    /// The signed receipt, whole; nil before `delivered`.
    let receipt: [UInt8]?
}

extension StoredDelivery {
    /// A delivery whose first attempt begins with its storing.
    init(begun new: NewDelivery) {
        self.init(
            id: new.delivery, dossier: new.dossier, type: new.type, content: new.content, releasedBy: new.releasedBy,
            created: new.created, state: .sending, changed: new.created, attempts: 1, nextAttempt: nil, lastReason: nil,
            mic: nil, receipt: nil)
    }
}
