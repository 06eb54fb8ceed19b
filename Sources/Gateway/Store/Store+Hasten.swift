internal import Envelope
internal import Synchronization

extension Store {
    /// Makes deferred deliveries due now, because what they waited for may be there. Their states and counts stay.
    ///
    /// - Parameter parties: whose; nil for everybody's.
    /// - Returns: how many.
    @discardableResult
    func hasten(_ parties: Set<OIN>?, at now: UTCTime) async throws(StoreError) -> Int {
        let safe = safe
        let unreadable = unreadable.withLock { $0 }
        return try await writer.write(.other) { (connection) throws(StoreError) in
            try DueTable(connection: connection, safe: safe, now: now, unreadable: unreadable).hasten(parties)
        }
    }
}

extension DueTable {
    fileprivate func hasten(_ parties: Set<OIN>?) throws(StoreError) -> Int {
        let waiting = try connection.query(
            "SELECT number, partner FROM message WHERE state = 'deferred' AND next > ?", SQLValue(now)
        ) { (row) throws(StoreError) in (row.integer(0), try row.text(1)) }
        let names = parties.map { Set($0.map(\.description)) }
        var count = 0
        for (number, partner) in waiting where !unreadable.contains(number) && names?.contains(partner) != false {
            guard var row = try? MessageTable(connection: connection, safe: safe).row(number: number) else { continue }
            row.next = now
            try MessageTable(connection: connection, safe: safe).update(row)
            count += 1
        }
        return count
    }
}
