internal import Envelope
internal import Synchronization

/// What is in the log already, so that a message that is sent over and over fills no disk.
final class RecentRefusals: Sendable {
    private struct Key: Hashable {
        let message: UniqueID?
        let party: OIN
        let code: InboundCode

        init(_ refusal: RefusedMessage) {
            message = refusal.message
            party = refusal.party
            code = refusal.code
        }
    }

    private struct Known {
        var refusals: Set<Key> = []
        /// The minute in which each was said last.
        var alarms: [String: Int64] = [:]
    }

    private static let most = 4_096

    private let known = Mutex(Known())

    /// - Returns: whether it is the first time lately.
    func isNew(_ refusal: RefusedMessage) -> Bool {
        known.withLock { known in
            if known.refusals.count >= Self.most { known.refusals = [] }
            return known.refusals.insert(Key(refusal)).inserted
        }
    }

    /// It could not be logged: the next time is the first.
    func forget(_ refusal: RefusedMessage) { known.withLock { _ = $0.refusals.remove(Key(refusal)) } }

    /// - Parameter alarm: a word of this program.
    /// - Returns: whether it was not said in this minute.
    func isDue(alarm: String, at now: UTCTime) -> Bool {
        let minute = now.secondsSinceEpoch / 60
        return known.withLock { $0.alarms.updateValue(minute, forKey: alarm) != minute }
    }
}
