internal import Envelope
internal import Synchronization

/// Deliveries whose attempt begins as soon as they are stored: their sender has places for them, so they are stored as `sending`
/// and need no claim of their own. After a crash they are queued like any other whose attempt did not end.
final class DirectStart: Sendable {
    /// For nobody: all deliveries are queued.
    static let none = DirectStart([])

    /// Whose delivery may begin, one for each.
    let parties: Set<OIN>
    private let begun = Mutex<[StoredDelivery]>([])

    init(_ parties: Set<OIN>) {
        self.parties = parties
    }

    /// Whether the next delivery to a party may begin: there is a place for it, and no earlier one of this transaction has it.
    func mayBegin(_ party: OIN) -> Bool {
        parties.contains(party) && begun.withLock { !$0.contains { $0.id.recipient == party } }
    }

    /// Those that were stored as `sending`. They count only when the transaction did not fail.
    var deliveries: [StoredDelivery] { begun.withLock(\.self) }

    /// The transaction begins, perhaps not for the first time.
    func forget() { begun.withLock { $0 = [] } }

    func note(_ delivery: StoredDelivery) { begun.withLock { $0.append(delivery) } }
}
