/// Where a delivery stands. The table in `docs/architecture.md` names the one atomic step between each pair.
enum OutboundState: String, CaseIterable, Hashable, Sendable {
    /// Waits for its first attempt, or for the next one that a person asked for.
    case queued
    /// An attempt is under way, or was when the process ended.
    case sending
    /// Waits for its next attempt, at a set time.
    case deferred
    /// The receiving party's receipt was verified.
    case delivered
    /// A partner's mail server took it over; no machine receipt is possible.
    case overhandigd
    /// A person must act.
    case failed
    /// A person stopped it.
    case cancelled
}
