internal import Envelope

extension RetryPlan {
    /// When the attempts of a delivery began, for the term of giving up. The time when this node itself was off, and what
    /// came before a person asked to try again, do not count.
    func begin(of delivery: StoredDelivery, now: UTCTime) -> UTCTime {
        let steps = max(0, delivery.attempts - 1)
        let early = Double(pauses.prefix(steps).reduce(0, +))
        let late = Double(max(0, steps - pauses.count)) * Double(thenEvery)
        // Pauses are up to a fifth longer than planned, and each attempt takes its time.
        let tried = (early + late) * 1.2 + Double(steps) * Self.longestAttempt
        return max(delivery.created, now.adding(seconds: -Int64(min(tried, Self.longest))))
    }

    private static let longestAttempt = 60.0
    private static let longest = 1e10
}
