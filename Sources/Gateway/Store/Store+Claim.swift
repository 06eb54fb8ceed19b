internal import Envelope
internal import Synchronization

/// Which deliveries are due, and taking them.
extension Store {
    /// The reason that a person sees when the content of a delivery is not what was stored.
    static let damageReason =
        "het bericht is op de schijf beschadigd; zet de laatste reservekopie terug of stuur het opnieuw"

    /// A clock that was set back further than this makes deferred deliveries due at once.
    private static let clockTolerance: Int64 = 60

    /// Takes due deliveries: they are `sending` when this returns, and nobody else gets them.
    ///
    /// A power cut may undo a claim: the delivery is queued again then, as every other whose attempt did not end.
    ///
    /// A delivery that is found damaged is left out, recorded in the log, and never comes up again; the others go on.
    ///
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - perRecipient: how many at most for one party, so that one backlog does not fill all places.
    ///   - excluding: parties that get nothing now.
    func claimDue(
        now: UTCTime, limit: Int, perRecipient: Int = .max, excluding: Set<OIN> = []
    ) async throws(StoreError) -> [StoredDelivery] {
        let safe = safe
        let unreadable = unreadable.withLock { $0 }
        let claimed = try await writer.write(lasting: .process) { (connection) throws(StoreError) in
            let due = DueTable(connection: connection, safe: safe, now: now, unreadable: unreadable)
            try due.hasten(changedAfter: now.adding(seconds: Self.clockTolerance))
            return try due.claim(limit: limit, perRecipient: perRecipient, excluding: excluding)
        }
        self.unreadable.withLock { $0.formUnion(claimed.unreadable) }
        return try await load(claimed.rows, now: now)
    }

    /// When the next delivery is due that ``claimDue(now:limit:perRecipient:excluding:)`` would give; nil when none waits.
    func nextDue(excluding: Set<OIN> = []) throws(StoreError) -> UTCTime? {
        try readers.read { (connection) throws(StoreError) in
            try DueTable(connection: connection, safe: safe, now: MessageRow.always, unreadable: [])
                .nextDue(excluding: excluding)
        }
    }

    /// After a start: attempts that the last process did not end are queued again, with the same ids.
    ///
    /// - Returns: how many.
    @discardableResult
    func recoverAfterStart(at time: UTCTime) async throws(StoreError) -> Int {
        let safe = safe
        return try await writer.write { (connection) throws(StoreError) in
            try DueTable(connection: connection, safe: safe, now: time, unreadable: []).recover()
        }
    }

    private func load(_ rows: [MessageRow], now: UTCTime) async throws(StoreError) -> [StoredDelivery] {
        var deliveries: [StoredDelivery] = []
        var failed: [MessageRow] = []
        for row in rows {
            do throws(StoreError) {
                deliveries.append(
                    try readers.read { (connection) throws(StoreError) in
                        try MessageTable(connection: connection, safe: safe).delivery(row)
                    })
            } catch {
                failed.append(row)
            }
        }
        for row in failed {
            guard case .outbound(let id) = row.id else { continue }
            let record = AuditRecord(
                time: now, actor: "node", action: .damage, party: id.recipient, message: id.message,
                dossier: row.dossier, result: "damaged")
            try await recordFailed(id, reason: Self.damageReason, at: now, audit: [record])
        }
        return deliveries
    }
}
