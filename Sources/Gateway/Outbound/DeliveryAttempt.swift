/// What came of one attempt.
enum DeliveryAttempt: Sendable {
    /// Nothing left the node.
    case waits(SealingProblem)
    case judged(DeliveryVerdict, SealedParcel)
}
