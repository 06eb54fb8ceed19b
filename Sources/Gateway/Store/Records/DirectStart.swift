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

    /// Those that were stored as `sending`. They count only when the transaction did not fail.
    var deliveries: [StoredDelivery] { begun.withLock(\.self) }

    /// The transaction begins, perhaps not for the first time.
    func forget() { begun.withLock { $0 = [] } }

    func note(_ delivery: StoredDelivery) { begun.withLock { $0.append(delivery) } }
}
