/// How many attempts are made at the same time.
struct DispatchLimits: Hashable, Sendable {
    var attemptsAtOnce = 32
    /// Taken for one party in one turn.
    var perPartner = 16
}
