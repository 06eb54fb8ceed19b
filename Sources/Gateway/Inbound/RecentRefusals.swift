internal import Envelope
internal import Synchronization

/// Which refusals are in the log already, so that a message that is sent over and over fills no disk.
final class RecentRefusals: Sendable {
    private struct Refusal: Hashable {
        let message: UniqueID?
        let party: OIN
        let code: InboundCode
    }

    private static let most = 4_096

    private let known = Mutex<Set<Refusal>>([])

    /// - Returns: whether it is the first time lately.
    func isNew(_ message: UniqueID?, _ party: OIN, _ code: InboundCode) -> Bool {
        known.withLock { known in
            if known.count >= Self.most { known = [] }
            return known.insert(Refusal(message: message, party: party, code: code)).inserted
        }
    }
}
