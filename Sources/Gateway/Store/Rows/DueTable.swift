internal import Envelope

/// The deliveries that wait, inside a transaction of somebody else.
struct DueTable {
    let connection: Connection
    let safe: Safe
    let now: UTCTime
    /// Rows to pass by.
    let unreadable: Set<Int64>

    /// Who may be given how much in one turn.
    struct Places {
        let limit: Int
        let perRecipient: Int
        let underWay: [OIN: Int]
        let excluding: Set<OIN>
        let after: OIN?

        /// How many a party may have, itself or others apart.
        func room(for party: String) -> Int {
            guard !excluding.contains(where: { $0.description == party }) else { return 0 }
            let taken = underWay.first { $0.key.description == party }?.value ?? 0
            return max(0, perRecipient - taken)
        }
    }

    private var table: MessageTable { MessageTable(connection: connection, safe: safe) }

    /// Takes what is due, party by party, beginning after the one whose turn was last.
    func claim(_ places: Places) throws(StoreError) -> (rows: [MessageRow], unreadable: Set<Int64>) {
        var rows: [MessageRow] = []
        var lost: Set<Int64> = []
        let parties = try waitingParties()
        let last = places.after?.description ?? ""
        for party in parties.filter({ $0 > last }) + parties.filter({ $0 <= last }) where rows.count < places.limit {
            let room = min(places.room(for: party), places.limit - rows.count)
            guard room > 0 else { continue }
            for number in try due(party, limit: room) {
                guard let row = try claim(number, lost: &lost) else { continue }
                rows.append(row)
            }
        }
        return (rows, lost)
    }

    /// Whether a delivery was deferred at a time that is still to come: the clock was set back.
    func isAnyDeferred(after time: UTCTime, excluding: Set<OIN>) throws(StoreError) -> Bool {
        let parties = try connection.query(
            """
            SELECT partner FROM message INDEXED BY message_deferred
            WHERE state = 'deferred' AND changed > ?\(passedOver)
            """, SQLValue(time)
        ) { (row) throws(StoreError) in try row.text(0) }
        return parties.contains { party in !excluding.contains { $0.description == party } }
    }

    /// The parties that have a delivery waiting, in the order of their numbers.
    private func waitingParties() throws(StoreError) -> [String] {
        var parties: [String] = []
        while let next = try party(after: parties.last ?? "") { parties.append(next) }
        return parties
    }

    /// Makes deferred deliveries due that were deferred at a time that is still to come: the clock was set back.
    func hasten(changedAfter time: UTCTime) throws(StoreError) {
        let numbers = try connection.query(
            "SELECT number FROM message INDEXED BY message_deferred WHERE state = 'deferred' AND changed > ?",
            SQLValue(time)
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
                AND \(isFirstOfItsDossier)\(passedOver) ORDER BY next LIMIT 1
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
            do throws(StoreError) {
                var row = try table.row(number: number)
                row.state = .outbound(OutboundStep.release.to)
                row.changed = now
                row.next = MessageRow.always
                try table.update(row)
                count += 1
            } catch {
                guard error.reason == .damaged else { throw error }
                try? quarantine(number)
            }
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
    ///
    /// What the node says by itself, such as a retour, opens none: it waits for nobody and holds up nobody. Nor does one that is
    /// damaged.
    private var isFirstOfItsDossier: String {
        """
        (message.actor = '\(Submission.Releaser.nodeName)' OR NOT EXISTS (
            SELECT 1 FROM message AS earlier INDEXED BY message_dossier
            WHERE earlier.dossier_number = message.dossier_number
            AND earlier.partner = message.partner AND earlier.number < message.number
            AND earlier.actor <> '\(Submission.Releaser.nodeName)'
            AND \(MessageTable.stillToLeave("earlier.state"))
            AND NOT EXISTS (SELECT 1 FROM damage WHERE damage.message = earlier.number)\(passedBy)))
        """
    }

    /// Rows that are known to be unreadable and can't even be marked: nobody waits for them.
    private var passedBy: String { Self.exclusion("earlier.number", unreadable) }

    private var passedOver: String { Self.exclusion("message.number", unreadable) }

    private static func exclusion(_ column: String, _ numbers: Set<Int64>) -> String {
        numbers.isEmpty ? "" : " AND \(column) NOT IN (\(numbers.sorted().map(String.init).joined(separator: ", ")))"
    }

    private func due(_ party: String, limit: Int) throws(StoreError) -> [Int64] {
        try connection.query(
            """
            SELECT number FROM message WHERE partner = ? AND next IS NOT NULL AND next <= ?
            AND \(isFirstOfItsDossier)\(passedOver) ORDER BY next, number LIMIT ?
            """, .text(party), SQLValue(now), .integer(Int64(limit))
        ) { (row) throws(StoreError) in row.integer(0) }
    }
}
