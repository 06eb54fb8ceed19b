internal import Envelope

/// Deliveries: from `queued` to their end. The steps and their states are those of ``OutboundStep``.
extension Store {
    /// Stores messages for delivery, with what they add to their dossiers and the log, in one transaction.
    ///
    /// - Parameter start: the deliveries that begin at once, as far as no earlier one of their dossier waits.
    /// - Throws: `exists` when one of the ids is there already for its recipient, `dossierTaken`, `destroyed`.
    func submit(
        _ deliveries: [NewDelivery], dossier: DossierChange? = nil, audit: [AuditRecord], start: DirectStart = .none
    ) async throws(StoreError) {
        let safe = safe
        try await writer.write(.submit) { (connection) throws(StoreError) in
            start.forget()
            let table = MessageTable(connection: connection, safe: safe)
            var places = DossierPlaces(table)
            for delivery in deliveries {
                try Self.insert(delivery, at: try places.place(of: delivery.dossier), into: table, start)
            }
            if let dossier { try places.apply(dossier) }
            try AuditTable(connection: connection).append(audit)
        }
        ringBell()
    }

    /// An authenticated receipt came: the message is delivered, and the chain begins with `opgeslagen`.
    ///
    /// - Parameter evidence: the signed MIME entity that was sent, to be shown to others later.
    /// - Returns: false when it was delivered before; nothing changed then.
    @discardableResult
    func recordDelivered(
        _ id: DeliveryID, receipt: [UInt8], mic: [UInt8], evidence: KeptEvidence? = nil, at time: UTCTime,
        audit: [AuditRecord]
    ) async throws(StoreError) -> Bool {
        try await advance(id, .deliver, at: time, audit: audit) { (row, table) throws(StoreError) in
            row.next = nil
            row.reason = nil
            let key = try table.safe.key(of: row)
            let proof = DeliveryProof(receipt: receipt, mic: mic, evidence: evidence)
            try table.write(proof, of: row, key: key)
            let step = ReceiptStep(.opgeslagen, time: time, by: id.recipient.description)
            try StepTable(connection: table.connection, safe: table.safe).add(step, to: row)
        }
    }

    /// The partner's mail server took the message over.
    func recordHandedOver(_ id: DeliveryID, at time: UTCTime, audit: [AuditRecord]) async throws(StoreError) {
        try await advance(id, .handOver, at: time, audit: audit) { (row, _) throws(StoreError) in row.reason = nil }
    }

    /// The attempt did not deliver; the next one is due at `next`.
    ///
    /// - Parameter reason: for a coordinator, in Dutch; no personal data of an uitstromer.
    func recordDeferred(
        _ id: DeliveryID, reason: String, next: UTCTime, at time: UTCTime, audit: [AuditRecord]
    ) async throws(StoreError) {
        try await advance(id, .defer, at: time, audit: audit) { (row, _) throws(StoreError) in
            row.reason = reason
            row.next = next
        }
    }

    /// Keeps the signed MIME entity that is about to be sent, when its receipt comes without the attempt.
    func keepEvidence(_ evidence: [UInt8], of id: DeliveryID) async throws(StoreError) {
        let safe = safe
        try await writer.write(.other) { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            let row = try table.row(.outbound(id))
            try table.write(evidence, .evidence, of: row, key: safe.key(of: row))
        }
    }

    /// Delivery is given up until a person acts.
    ///
    /// - Parameter reason: what went wrong and what to do, in Dutch; no personal data of an uitstromer.
    func recordFailed(
        _ id: DeliveryID, reason: String, at time: UTCTime, audit: [AuditRecord]
    ) async throws(StoreError) {
        try await advance(id, .fail, at: time, audit: audit) { (row, _) throws(StoreError) in
            row.next = nil
            row.reason = reason
        }
    }

    /// Gives back a claimed delivery whose attempt never began.
    func release(_ id: DeliveryID, at time: UTCTime) async throws(StoreError) {
        try await advance(id, .release, at: time, audit: []) { (row, _) throws(StoreError) in
            row.next = MessageRow.always
            row.attempts = max(0, row.attempts - 1)
        }
    }

    /// A person asks for an attempt now; the count of attempts starts again.
    ///
    /// - Throws: `wrongState` unless the delivery is deferred, handed over or failed.
    func retry(_ id: DeliveryID, at time: UTCTime, audit: [AuditRecord]) async throws(StoreError) {
        try await advance(id, .retry, at: time, audit: audit) { (row, _) throws(StoreError) in
            row.next = MessageRow.always
            row.attempts = 0
        }
        ringBell()
    }

    /// A person stops the delivery.
    ///
    /// - Throws: `wrongState` when an attempt is under way, or the delivery came to its end.
    func cancel(
        _ id: DeliveryID, reason: String, at time: UTCTime, audit: [AuditRecord]
    ) async throws(StoreError) {
        try await advance(id, .cancel, at: time, audit: audit) { (row, _) throws(StoreError) in
            row.next = nil
            row.reason = reason
        }
        ringBell()
    }

    /// Takes one step of one delivery.
    ///
    /// - Parameter change: what else the step changes of the row, inside the transaction.
    /// - Returns: false when the receipt was recorded before.
    @discardableResult
    func advance(
        _ id: DeliveryID, _ step: OutboundStep, at time: UTCTime, audit: [AuditRecord],
        change: @escaping @Sendable (inout MessageRow, MessageTable) throws(StoreError) -> Void
    ) async throws(StoreError) -> Bool {
        let safe = safe
        return try await writer.write(StoreStep(step)) { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            var row = try table.row(.outbound(id))
            guard let state = row.outboundState else { throw StoreError(.damaged, id.description) }
            if step == .deliver && state == .delivered { return false }
            guard step.from.contains(state) else { throw StoreError(.wrongState(state), id.description) }
            row.state = .outbound(step.to)
            row.changed = time
            try change(&row, table)
            try table.update(row)
            try AuditTable(connection: connection).append(audit)
            return true
        }
    }

    static func insert(
        _ new: NewDelivery, at place: DossierPlaces.Place, into table: MessageTable, _ start: DirectStart
    ) throws(StoreError) {
        let waits = try table.isBehindAnother(new, dossier: place.number)
        let begins = start.mayBegin(new.recipient) && !waits
        let row = try table.insert(
            MessageRow(
                id: .outbound(new.delivery), own: nil, dossier: new.dossier, type: new.type, actor: new.releasedBy,
                created: new.created, key: place.key.id, state: .outbound(begins ? .sending : .queued),
                changed: new.created, attempts: begins ? 1 : 0, next: begins ? nil : MessageRow.always),
            dossier: place.number)
        try table.write(new.content, .content, of: row, key: place.key.key)
        if begins { start.note(StoredDelivery(begun: new)) }
    }
}
