/// Why a message waits, and from when the partner wants to be asked again.
struct Deferral: Hashable, Sendable {
    let reason: String
    /// Seconds that the partner asked for (Retry-After), at most a day.
    let retryAfter: Int64?
    /// Whether the partner could not be reached, or said that it can't work.
    let partnerIsDown: Bool

    init(_ reason: String, retryAfter: Int64? = nil, partnerIsDown: Bool = false) {
        self.reason = reason
        self.retryAfter = retryAfter
        self.partnerIsDown = partnerIsDown
    }
}
