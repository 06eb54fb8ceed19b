internal import Envelope

/// What partners claim about editions that this node does not have: a message that the directory in force refuses may be right
/// by a later one. The claim is the sender's own word, so it counts for a bounded time, and not once it was disproven.
struct OpenClaims: Sendable {
    private struct Partner {
        /// Since when the partner claims what nobody found.
        var since: UTCTime
        /// Whether all that it claimed so far are editions that this node saw and refused.
        var isOfSeen: Bool
        /// A sequence that does not exist, by the partner's own directory.
        var disproven: UInt64?
        /// The sequence in force then. Since another came, what the partner said may have been true.
        let current: UInt64
    }

    /// As long as an edition counts that nobody confirmed, in seconds.
    static let patience = FreshnessStatement.longestAge + DirectoryAdmission.clockDifference

    private var partners: [OIN: Partner] = [:]

    /// Whether a claim may still prove true; the first one is noted.
    ///
    /// - Parameters:
    ///   - current: the sequence in force.
    ///   - confirmed: when the region last said that there is no edition which this node hasn't seen.
    ///   - isSeen: whether this node has seen that very edition and refused it.
    mutating func mayProveTrue(
        _ edition: ChainReference, of partner: OIN, current: UInt64, confirmed: UTCTime?, isSeen: Bool,
        at now: UTCTime
    ) -> Bool {
        var known = known(partner, current) ?? Partner(since: now, isOfSeen: isSeen, current: current)
        // What is claimed about an edition that was never seen has its own time, once.
        if known.isOfSeen, !isSeen { (known.since, known.isOfSeen) = (now, false) }
        // A clock that was set back begins anew.
        if now < known.since { known.since = now }
        partners[partner] = known
        guard now <= known.since.adding(seconds: Self.patience) else { return false }
        guard !isSeen else { return true }
        if let disproven = known.disproven, edition.sequence >= disproven { return false }
        let proof = known.since.adding(seconds: DirectoryAdmission.clockDifference)
        return confirmed.map { $0 < proof } ?? true
    }

    /// The partner's own directory says that there is no such edition.
    mutating func disprove(_ edition: ChainReference, of partner: OIN, current: UInt64, at now: UTCTime) {
        var known = known(partner, current) ?? Partner(since: now, isOfSeen: false, current: current)
        known.disproven = min(known.disproven ?? edition.sequence, edition.sequence)
        partners[partner] = known
    }

    /// Nil when another edition came since: what the partner said then may have been true.
    private func known(_ partner: OIN, _ current: UInt64) -> Partner? {
        partners[partner].flatMap { $0.current == current ? $0 : nil }
    }
}
