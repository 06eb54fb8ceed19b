/// How much of a ``TurnLine`` there is.
struct TurnLimits: Hashable, Sendable {
    /// Work that waits or has a place, in all and of one sender.
    let held: Int
    let heldPerSender: Int
    /// Places, in all and for one sender.
    let places: Int
    let placesPerSender: Int

    /// At least one of each.
    init(held: Int, heldPerSender: Int, places: Int, placesPerSender: Int) {
        self.held = max(1, held)
        self.heldPerSender = max(1, heldPerSender)
        self.places = max(1, places)
        self.placesPerSender = max(1, placesPerSender)
    }
}
