/// A part of a list, newest first.
struct MessagePage: Hashable, Sendable {
    /// List messages with a lower number only: the lowest of the page before; nil for the first page.
    let before: Int64?
    /// 1 to 1,000; what is outside becomes the nearest.
    let limit: Int

    static let limits = 1...1_000

    init(before: Int64? = nil, limit: Int = 50) {
        self.before = before
        self.limit = min(max(limit, Self.limits.lowerBound), Self.limits.upperBound)
    }
}
