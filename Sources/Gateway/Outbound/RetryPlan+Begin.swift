internal import Envelope

extension RetryPlan {
    /// When the attempts of a delivery began, for the term of giving up. The time when this node itself was off, and what
    /// came before a person asked to try again, do not count.
    func begin(of delivery: StoredDelivery, now: UTCTime) -> UTCTime {
        let steps = max(0, delivery.attempts - 1)
        let early = minutes.prefix(steps).reduce(0, +)
        let late = max(0, steps - minutes.count) * thenEvery
        // Pauses are up to a fifth longer than planned; one hour covers the attempts themselves.
        let tried = Int64(clamping: (early + late) * 60) * 6 / 5 + (steps == 0 ? 0 : 3_600)
        return max(delivery.created, now.adding(seconds: -tried))
    }
}
