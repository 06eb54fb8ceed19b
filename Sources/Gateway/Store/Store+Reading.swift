internal import Envelope

/// What can be asked without changing anything.
extension Store {
    /// The CloudEvents document of a message. The caller records the reading in the audit log.
    ///
    /// - Throws: `notFound`, `damaged`, `destroyed`.
    func content(of id: StoredMessageID) throws(StoreError) -> [UInt8] {
        try readers.read { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            let row = try table.row(id)
            let key = try safe.key(of: row)
            return switch id {
            case .outbound: try table.content(of: row, key: key)
            case .inbound: try table.arrivalParts(of: row, key: key).content
            }
        }
    }

    /// A delivery with its content and receipt.
    func delivery(_ id: DeliveryID) throws(StoreError) -> StoredDelivery {
        try readers.read { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            return try table.delivery(try table.row(.outbound(id)))
        }
    }

    /// A message that arrived, with its content, evidence and receipt.
    func arrival(_ id: InboundID) throws(StoreError) -> StoredInbound {
        try readers.read { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            return try table.arrival(try table.row(.inbound(id)))
        }
    }

    /// The signed entity that was sent or received; nil for a delivery without a receipt.
    func evidence(of id: StoredMessageID) throws(StoreError) -> [UInt8]? {
        try readers.read { (connection) throws(StoreError) in
            let table = MessageTable(connection: connection, safe: safe)
            let row = try table.row(id)
            let key = try safe.key(of: row)
            guard case .outbound = id else { return try table.arrivalParts(of: row, key: key).evidence }
            if let kept = try table.proof(of: row, key: key)?.evidence {
                return kept.evidence(of: try table.content(of: row, key: key))
            }
            return try table.part(.evidence, of: row, key: key)
        }
    }

    /// What can be known of a message without its dossier's key.
    ///
    /// - Throws: `notFound`; a damaged row is given as such.
    func summary(of id: StoredMessageID) throws(StoreError) -> MessageSummary {
        try readers.read { (connection) throws(StoreError) in
            guard let row = try MessageTable(connection: connection, safe: safe).find(id) else {
                throw StoreError(.notFound, id.description)
            }
            return row.summary(isIntact: try safe.isProved(row))
        }
    }

    /// Messages, newest first, page by page.
    func messages(_ filter: MessageFilter = .all, page: MessagePage = MessagePage()) throws(StoreError) -> MessageList {
        let query = MessageQuery(filter, page)
        return try readers.read { (connection) throws(StoreError) in
            let rows = try connection.rows(query.sql, query.values) { (row) throws(StoreError) in
                (number: row.integer(0), row: try? MessageRow(row))
            }
            let shown = rows.prefix(page.limit)
            var messages: [MessageSummary] = []
            for case .some(let row) in shown.map(\.row) {
                messages.append(row.summary(isIntact: try safe.isProved(row)))
            }
            return MessageList(
                messages: messages, unreadable: shown.filter { $0.row == nil }.map(\.number),
                next: rows.count > page.limit ? shown.last?.number : nil)
        }
    }

    /// Numbers for the metrics. Kept up to date with every change, so asking costs the same with any number of messages.
    func counts() throws(StoreError) -> StoreCounts {
        try readers.read { (connection) throws(StoreError) in
            let rows = try connection.query("SELECT state, count FROM tally") { (row) throws(StoreError) in
                (state: try row.value(0, Self.state), count: Int(row.integer(1)))
            }
            let damaged = try connection.first("SELECT count(*) FROM damage") { (row) throws(StoreError) in
                Int(row.integer(0))
            }
            return StoreCounts(
                states: Dictionary(rows.map { ($0.state, $0.count) }) { $0 + $1 }, damaged: damaged ?? 0,
                auditHead: try AuditTable(connection: connection).head())
        }
    }

    /// When the longest waiting delivery was made; nil when none waits.
    func oldestWaiting() throws(StoreError) -> UTCTime? {
        try readers.read { (connection) throws(StoreError) in
            var oldest: UTCTime?
            for state in [OutboundState.queued, .sending, .deferred] {
                let time = try connection.first(
                    "SELECT created FROM message WHERE state = ? ORDER BY number LIMIT 1", .text(state.rawValue)
                ) { (row) throws(StoreError) in row.time(0) }
                if let time { oldest = oldest.map { min($0, time) } ?? time }
            }
            return oldest
        }
    }

    private static func state(_ text: String) -> MessageSummary.State? {
        OutboundState(rawValue: text).map { .outbound($0) } ?? InboundState(rawValue: text).map { .inbound($0) }
    }
}
