internal import Envelope

/// Deliveries that a mail server took over, and of which nobody heard since.
extension Store {
    /// A bounce came for a delivery: a person must act.
    ///
    /// - Returns: false when the delivery came to its end otherwise; nothing changed then.
    func recordBounced(
        _ id: DeliveryID, reason: String, at time: UTCTime, audit: [AuditRecord]
    ) async throws(StoreError) -> Bool {
        do throws(StoreError) {
            try await advance(id, .bounce, at: time, audit: audit) { (row, _) throws(StoreError) in
                row.next = nil
                row.reason = reason
            }
            return true
        } catch {
            guard case .wrongState = error.reason else { throw error }
            return false
        }
    }

    /// Puts a question to a person with deliveries that were handed over before a time and never answered, each once.
    ///
    /// - Returns: those that were found now.
    func askAboutHandedOver(
        before time: UTCTime, reason: String, at now: UTCTime
    ) async throws(StoreError) -> [DeliveryID] {
        let safe = safe
        return try await writer.write(.askAboutHandedOver) { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            let numbers = try connection.query(
                "SELECT number FROM message WHERE state = 'overhandigd' AND changed < ? AND reason IS NULL",
                SQLValue(time)
            ) { (row) throws(StoreError) in row.integer(0) }
            var found: [DeliveryID] = []
            for number in numbers {
                guard var row = try? table.row(number: number), case .outbound(let id) = row.id else { continue }
                row.reason = reason
                try table.update(row)
                found.append(id)
            }
            return found
        }
    }
}
