internal import Envelope
internal import Synchronization

/// Leaves partners that don't answer alone for a while, so that their messages take no places from others.
///
/// A partner's circuit opens after a few attempts in a row that did not reach it. When the pause is over, one message may try;
/// the others follow when that one got an answer, whatever the answer said.
final class PartnerCircuits: Sendable {
    struct Settings: Hashable, Sendable {
        /// Failed attempts in a row before the circuit opens.
        var threshold = 3
        /// Seconds of the first pause; each next one is twice as long.
        var firstPause: Int64 = 30
        /// Seconds of the longest pause.
        var longestPause: Int64 = 300
        /// Seconds after which a try that nobody reported about counts as lost.
        var probeLimit: Int64 = 600
    }

    enum Admission: Hashable, Sendable {
        case attempt
        /// Not before this moment.
        case wait(until: UTCTime)
    }

    enum Outcome: Hashable, Sendable {
        /// The partner answered, also when it refused.
        case answered
        /// Seconds that the partner asked for, if it did.
        case unreachable(retryAfter: Int64?)
        /// The attempt never began.
        case notTried
    }

    private let settings: Settings
    private let circuits = Mutex<[OIN: Circuit]>([:])

    init(_ settings: Settings = Settings()) {
        self.settings = settings
    }

    /// Whether an attempt may begin now. `attempt` must be followed by ``record(_:_:at:)``.
    func admit(_ partner: OIN, at now: UTCTime) -> Admission {
        circuits.withLock { circuits in
            guard var circuit = circuits[partner] else { return .attempt }
            let admission = circuit.admit(at: now, settings)
            circuits[partner] = circuit
            return admission
        }
    }

    func record(_ partner: OIN, _ outcome: Outcome, at now: UTCTime) {
        circuits.withLock { circuits in
            if outcome == .answered {
                circuits[partner] = nil
            } else {
                circuits[partner, default: Circuit()].note(outcome, at: now, settings)
            }
        }
    }

    /// The partners that get nothing now: what `Store.claimDue(excluding:)` leaves out.
    func excluded(at now: UTCTime) -> Set<OIN> {
        circuits.withLock { circuits in
            Set(circuits.filter { $0.value.wait(at: now, settings) != nil }.keys)
        }
    }

    /// What was known about partners no longer holds: they have another address.
    func forget(_ partners: Set<OIN>) {
        circuits.withLock { circuits in circuits = circuits.filter { !partners.contains($0.key) } }
    }

    /// When the first of the excluded partners may be tried; nil when none is excluded.
    func nextChange(after now: UTCTime) -> UTCTime? {
        circuits.withLock { circuits in circuits.values.compactMap { $0.wait(at: now, settings) }.min() }
    }
}
