internal import Envelope

/// Numbers for the metrics and the health check.
struct StoreCounts: Hashable, Sendable {
    /// How many messages are in each state; a state without messages may be missing.
    let states: [MessageSummary.State: Int]
    /// How many rows of messages were found damaged.
    let damaged: Int
    /// The last entry of the audit log.
    let auditHead: ChainReference?
}
