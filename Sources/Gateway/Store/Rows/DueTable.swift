internal import Envelope

/// The deliveries that wait, inside a transaction of somebody else.
struct DueTable {
    let connection: Connection
    let safe: Safe
    let now: UTCTime
    /// Rows to pass by.
    let unreadable: Set<Int64>

    private var table: MessageTable { MessageTable(connection: connection, safe: safe) }

    /// Takes what is due, party by party.
    func claim(
        limit: Int, perRecipient: Int, excluding: Set<OIN>
    ) throws(StoreError) -> (rows: [MessageRow], unreadable: Set<Int64>) {
        var rows: [MessageRow] = []
        var lost: Set<Int64> = []
        var party: String? = ""
        while rows.count < limit, let next = try self.party(after: party ?? "") {
            party = next
            guard !excluding.contains(where: { $0.description == next }) else { continue }
            let room = min(perRecipient, limit - rows.count)
            for number in try due(next, limit: room) {
                guard let row = try claim(number, lost: &lost) else { continue }
                rows.append(row)
            }
        }
        return (rows, lost)
    }

    /// Makes deferred deliveries due that were deferred at a time that is still to come: the clock was set back.
    func hasten(changedAfter time: UTCTime) throws(StoreError) {
        let numbers = try connection.query(
            "SELECT number FROM message WHERE state = 'deferred' AND changed > ?", SQLValue(time)
        ) { (row) throws(StoreError) in row.integer(0) }
        for number in numbers where !unreadable.contains(number) {
            guard var row = try? table.row(number: number) else { continue }
            row.next = now
            row.changed = now
            try table.update(row)
        }
    }

    func nextDue(excluding: Set<OIN>) throws(StoreError) -> UTCTime? {
        var earliest: UTCTime?
        var party = ""
        while let next = try self.party(after: party) {
            party = next
            guard !excluding.contains(where: { $0.description == next }) else { continue }
            let time = try connection.first(
                """
                SELECT next FROM message WHERE partner = ? AND next IS NOT NULL
                AND \(Self.isFirstOfItsDossier) ORDER BY next LIMIT 1
                """, .text(next)
            ) { (row) throws(StoreError) in row.time(0) }
            if let time { earliest = earliest.map { min($0, time) } ?? time }
        }
        return earliest
    }

    /// Queues again what was `sending`.
    func recover() throws(StoreError) -> Int {
        let numbers = try connection.query("SELECT number FROM message WHERE state = 'sending'") {
            (row) throws(StoreError) in row.integer(0)
        }
        var count = 0
        for number in numbers {
            guard var row = try? table.row(number: number) else {
                try? quarantine(number)
                continue
            }
            row.state = .outbound(OutboundStep.release.to)
            row.changed = now
            row.next = MessageRow.always
            try table.update(row)
            count += 1
        }
        return count
    }

    private func claim(_ number: Int64, lost: inout Set<Int64>) throws(StoreError) -> MessageRow? {
        do throws(StoreError) {
            var row = try table.row(number: number)
            guard let state = row.outboundState, OutboundStep.claim.from.contains(state) else {
                throw StoreError(.damaged, row.id.description)
            }
            row.state = .outbound(OutboundStep.claim.to)
            row.changed = now
            row.attempts += 1
            row.next = nil
            try table.update(row)
            return row
        } catch {
            guard error.reason == .damaged else { throw error }
            do throws(StoreError) { try quarantine(number) } catch {
                guard error.reason == .damaged else { throw error }
                lost.insert(number)
            }
            return nil
        }
    }

    /// Takes a row that does not prove itself out of the queue. Its seal stays broken, so it stays visible as damaged.
    private func quarantine(_ number: Int64) throws(StoreError) {
        try connection.execute("UPDATE message SET next = NULL WHERE number = ?", .integer(number))
        try connection.execute(
            "INSERT INTO damage VALUES (?, ?) ON CONFLICT DO NOTHING", .integer(number), SQLValue(now))
        let record = AuditRecord(
            time: now, actor: "node", action: .damage, result: "damaged", detail: "row \(number) of the messages")
        try AuditTable(connection: connection).append([record])
    }

    /// The next party, in the order of the numbers, that has a delivery waiting.
    private func party(after party: String) throws(StoreError) -> String? {
        try connection.first(
            "SELECT partner FROM message WHERE next IS NOT NULL AND partner > ? ORDER BY partner LIMIT 1", .text(party)
        ) { (row) throws(StoreError) in try row.text(0) }
    }

    /// Deliveries of one dossier leave in their order: the one that opens it must arrive first.
    private static let isFirstOfItsDossier = """
        NOT EXISTS (
            SELECT 1 FROM message AS earlier WHERE earlier.dossier = message.dossier
            AND earlier.partner = message.partner AND earlier.number < message.number
            AND earlier.state IN ('queued', 'sending', 'deferred'))
        """

    private func due(_ party: String, limit: Int) throws(StoreError) -> [Int64] {
        let room = limit.addingReportingOverflow(unreadable.count).partialValue
        let numbers = try connection.query(
            """
            SELECT number FROM message WHERE partner = ? AND next IS NOT NULL AND next <= ?
            AND \(Self.isFirstOfItsDossier) ORDER BY next, number LIMIT ?
            """, .text(party), SQLValue(now), SQLValue(room < 0 ? limit : room)
        ) { (row) throws(StoreError) in row.integer(0) }
        return Array(numbers.filter { !unreadable.contains($0) }.prefix(limit))
    }
}
