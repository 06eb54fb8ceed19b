internal import Envelope

/// Who makes the attempts, for those that store deliveries.
protocol DeliveryStarter: Sendable {
    /// Sets places apart for deliveries that are about to be stored, as far as there are any.
    func reserve(_ parties: [OIN]) -> DirectStart

    /// Begins what was stored as `sending`, gives back the other places, and looks for what was queued.
    ///
    /// - Parameter stored: how many deliveries were stored; 0 when the transaction failed.
    func begin(_ start: DirectStart, stored: Int)
}
