internal import Envelope
internal import Synchronization

/// Which deliveries are due, and taking them.
extension Store {
    /// The reason that a person sees when the content of a delivery is not what was stored.
    static let damageReason =
        "het bericht is op de schijf beschadigd; zet de laatste reservekopie terug of stuur het opnieuw"
    private static let destroyedReason = "het dossier is vernietigd; er is niets meer om te versturen"
    private static let keyMissingReason =
        "de sleutel van het dossier ontbreekt; zet het sleutelbestand uit de reservekopie terug en geef `weerthuis retry`"

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
    ///   - perRecipient: how many exchanges at most with one party, so that one backlog does not take them all.
    ///   - underWay: how many of these are taken already.
    ///   - excluding: parties that get nothing now.
    ///   - after: the party whose turn was last; the next one begins.
    func claimDue(
        now: UTCTime, limit: Int, perRecipient: Int = .max, underWay: [OIN: Int] = [:], excluding: Set<OIN> = [],
        after last: OIN? = nil
    ) async throws(StoreError) -> [StoredDelivery] {
        let safe = safe
        let unreadable = unreadable.withLock { $0 }
        let claimed = try await writer.write(.claimDue, lasting: .process) { (connection) throws(StoreError) in
            let due = DueTable(connection: connection, safe: safe, now: now, unreadable: unreadable)
            try due.hasten(changedAfter: now.adding(seconds: Self.clockTolerance))
            let places = DueTable.Places(
                limit: limit, perRecipient: perRecipient, underWay: underWay, excluding: excluding, after: last)
            return try due.claim(places)
        }
        self.unreadable.withLock { $0.formUnion(claimed.unreadable) }
        return try await load(claimed.rows, now: now)
    }

    /// When the next delivery is due that ``claimDue(now:limit:perRecipient:underWay:excluding:after:)`` would give; nil when
    /// none waits.
    ///
    /// - Parameter now: a delivery that was deferred later than this is due at once: the clock was set back.
    func nextDue(at now: UTCTime? = nil, excluding: Set<OIN> = []) throws(StoreError) -> UTCTime? {
        let unreadable = unreadable.withLock { $0 }
        return try readers.read { (connection) throws(StoreError) in
            let due = DueTable(
                connection: connection, safe: safe, now: now ?? MessageRow.always, unreadable: unreadable)
            if let now, try due.isAnyDeferred(after: now.adding(seconds: Self.clockTolerance), excluding: excluding) {
                return now
            }
            return try due.nextDue(excluding: excluding)
        }
    }

    /// After a start: attempts that the last process did not end are queued again, with the same ids.
    ///
    /// - Returns: how many.
    @discardableResult
    func recoverAfterStart(at time: UTCTime) async throws(StoreError) -> Int {
        let safe = safe
        return try await writer.write(.recoverAfterStart) { (connection) throws(StoreError) in
            try DueTable(connection: connection, safe: safe, now: time, unreadable: []).recover()
        }
    }

    /// Reads what was claimed. What can't be read for good fails with its reason; what can't be read now goes back into the
    /// queue. Neither holds up the others.
    private func load(_ rows: [MessageRow], now: UTCTime) async throws(StoreError) -> [StoredDelivery] {
        var deliveries: [StoredDelivery] = []
        var failed: [(row: MessageRow, error: StoreError)] = []
        for row in rows {
            do throws(StoreError) {
                deliveries.append(
                    try readers.read { (connection) throws(StoreError) in
                        try MessageTable(connection: connection, safe: safe).delivery(row)
                    })
            } catch {
                failed.append((row, error))
            }
        }
        for (row, error) in failed {
            // When not even this can be written, the next start queues it again.
            try? await giveBack(row, error, now)
        }
        if deliveries.isEmpty, let error = failed.last?.error, Self.unreadableReason(error) == nil { throw error }
        return deliveries
    }

    private func giveBack(_ row: MessageRow, _ error: StoreError, _ now: UTCTime) async throws(StoreError) {
        guard case .outbound(let id) = row.id else { return }
        guard let reason = Self.unreadableReason(error) else { return try await release(id, at: now) }
        let record = AuditRecord(
            time: now, actor: "node", action: error.reason == .damaged ? .damage : .fail, party: id.recipient,
            message: id.message, dossier: row.dossier, result: error.reason == .damaged ? "damaged" : "unreadable")
        try await recordFailed(id, reason: reason, at: now, audit: [record])
    }

    /// Nil when it may be read another time.
    private static func unreadableReason(_ error: StoreError) -> String? {
        switch error.reason {
        case .damaged: damageReason
        case .destroyed: destroyedReason
        case .keyMissing: keyMissingReason
        default: nil
        }
    }
}
