internal import Envelope

/// When the next attempt comes: back-off with jitter until a message is given up (draft-ietf-ediint-rfc4130bis advises the
/// first pauses).
struct RetryPlan: Hashable, Sendable {
    /// Seconds before the second attempt, the third, and so on.
    var pauses: [Int64] = [300, 600, 1_200, 2_400]
    /// Seconds between later attempts.
    var thenEvery: Int64 = 3_600
    /// Seconds after the first attempt when the message is given up.
    var lifetime: Int64 = 604_800

    /// A pause is up to this part longer, so that messages that failed together don't come back together.
    private static let spread = 0.2
    private static let longestPause: Int64 = 2_592_000

    /// - Parameters:
    ///   - attempts: how many there were, 1 or more.
    ///   - first: when the message was to be sent first.
    ///   - jitter: 0 up to 1, from a random source.
    ///   - retryAfter: seconds that the partner asked for; a longer pause than the plan's, never a shorter one.
    /// - Returns: nil when the message is to be given up. The last attempt is at the end of the term, however long the pause
    ///   before it would be.
    func next(
        afterAttempts attempts: Int, since first: UTCTime, now: UTCTime, jitter: Double, retryAfter: Int64? = nil
    ) -> UTCTime? {
        let end = first.adding(seconds: lifetime)
        guard now < end else { return nil }
        let step = max(0, attempts - 1)
        let pause = max(1, step < pauses.count ? pauses[step] : thenEvery)
        let planned = Double(min(pause, Self.longestPause)) * (1 + Self.spread * min(max(jitter, 0), 1))
        return min(now.adding(seconds: max(Int64(planned), retryAfter ?? 0)), end)
    }
}
