/// When a delivery that did not succeed is tried again.
struct RetryConfiguration: Hashable, Sendable {
    /// Seconds to wait after the first attempts, one after the other.
    let waits: [Int64]
    /// Seconds to wait after each later attempt.
    let then: Int64
    /// Seconds after which the delivery is given up, counted from its release.
    let lifetime: Int64
}
