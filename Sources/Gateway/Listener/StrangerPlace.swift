/// What a connection takes among those of strangers.
struct StrangerPlace: Hashable, Sendable {
    /// Whether its first request is awaited.
    let isNew: Bool
    /// From when it makes room for another stranger.
    let end: ContinuousClock.Instant
}
