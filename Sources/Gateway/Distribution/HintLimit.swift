internal import Envelope

/// How often what partners show may make a node fetch. A hint that proves true costs its giver nothing; one that does not
/// makes the giver wait, twice as long each time, so that nobody can make a node fetch without end.
struct HintLimit: Sendable {
    private struct Partner {
        var allowedFrom: UTCTime
        var wait: Int64
    }

    /// In seconds.
    static let shortestWait: Int64 = 10
    static let longestWait: Int64 = 3_600

    private var partners: [OIN: Partner] = [:]

    func allows(_ partner: OIN, at now: UTCTime) -> Bool {
        guard let known = partners[partner] else { return true }
        // A clock that was set back must not silence a partner for long.
        return now >= known.allowedFrom || now < known.allowedFrom.adding(seconds: -Self.longestWait)
    }

    /// Notes what became of a hint.
    mutating func note(_ partner: OIN, wasTrue: Bool, at now: UTCTime) {
        guard !wasTrue else {
            partners[partner] = nil
            return
        }
        let wait = min((partners[partner]?.wait).map { $0 * 2 } ?? Self.shortestWait, Self.longestWait)
        partners[partner] = Partner(allowedFrom: now.adding(seconds: wait), wait: wait)
    }
}
