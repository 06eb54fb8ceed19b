/// Why a message from a known sender is not stored.
enum ArrivalRefusal: Error, Hashable, Sendable {
    /// Told to the sender in a signed receipt.
    case code(InboundCode)
    /// It can't be decided now: the sender keeps it and comes back.
    case undecided(StoreError)
}
