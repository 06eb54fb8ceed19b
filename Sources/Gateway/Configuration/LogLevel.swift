/// What a node logs.
enum LogLevel: String, CaseIterable, Hashable, Sendable {
    /// Each step of each message, by its ids.
    case debug
    /// Starts, stops, deliveries, refusals.
    case info
    /// What needs attention.
    case warning
    /// What stops messages.
    case error
}
