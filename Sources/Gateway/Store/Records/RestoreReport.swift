internal import Envelope

/// What a restore brought back, and from where on something may be missing.
struct RestoreReport: Hashable, Sendable {
    /// The time of the last entry in the log of the backup: what happened later is not in it.
    let lastKnown: UTCTime?
    /// The last entry itself.
    let auditHead: ChainReference?
    /// Deliveries that were under way at the time of the backup, and are sent again.
    let requeued: Int
    let counts: StoreCounts
}
