import Envelope
import Testing

@testable import Gateway

@Suite("Store: 100,000 messages cost what 100 cost")
struct QueryPlanTests {
    @Test("no statement of the daily work reads a whole table or sorts")
    func plans() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit([StoreFixture.delivery()], audit: [StoreFixture.record(.submit)])
        let connection = try Connection(path: fixture.location.messages, mode: .create)
        try walk(connection, store)
        let statements = connection.preparedSQL.filter { $0.contains("message") || $0.contains("audit") }
        #expect(statements.count > 20)
        for sql in statements {
            let plan = try connection.query("EXPLAIN QUERY PLAN " + sql) { (row) throws(StoreError) in try row.text(3) }
            for line in plan {
                #expect(!line.contains("TEMP B-TREE") || isOfOneMessage(sql), "\(sql): \(line)")
                #expect(!line.hasPrefix("SCAN") || isStoppedByLimit(sql, line), "\(sql): \(line)")
            }
        }
    }

    @Test("what is asked for every message goes by its dossier or its time, not along all of a party or a state")
    func narrowest() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let connection = try Connection(path: fixture.location.messages, mode: .create)
        let due = DueTable(connection: connection, safe: store.safe, now: StoreFixture.time(5), unreadable: [])
        _ = try due.claim(DueTable.Places(limit: 5, perRecipient: 5, underWay: [:], excluding: [], after: nil))
        try due.hasten(changedAfter: StoreFixture.time(0))
        let filter = MessageFilter(
            direction: .outbound, state: .outbound(.queued), dossier: .random(), partner: StoreFixture.party(2))
        let query = MessageQuery(filter, MessagePage())
        _ = try connection.rows(query.sql, query.values) { (row) throws(StoreError) in row.integer(0) }
        for sql in connection.preparedSQL where sql.contains("FROM message") {
            let plan = try connection.query("EXPLAIN QUERY PLAN " + sql) { (row) throws(StoreError) in try row.text(3) }
            let wide = ["message_partner", "message_state"]
            #expect(!plan.contains { line in wide.contains { line.contains("INDEX \($0) ") } }, "\(sql): \(plan)")
        }
    }

    @Test("what is asked and written for every message makes no table of its own and sorts nothing")
    func noTablesInPassing() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit([StoreFixture.delivery()], audit: [StoreFixture.record(.submit)])
        let connection = try Connection(path: fixture.location.messages, mode: .create)
        let table = MessageTable(connection: connection, safe: store.safe)
        let due = DueTable(connection: connection, safe: store.safe, now: StoreFixture.time(5), unreadable: [])
        let row = try #require(
            try due.claim(DueTable.Places(limit: 5, perRecipient: 5, underWay: [:], excluding: [], after: nil)).rows
                .first)
        let other = StoreFixture.delivery()
        var places = DossierPlaces(table)
        _ = try places.place(of: row.dossier)
        try Store.insert(other, at: try places.place(of: other.dossier), into: table, .none)
        let (opener, addressed) = (StoreFixture.party(1), StoreFixture.party(2))
        let change = DossierChange(dossier: other.dossier, opener: opener, addressed: [addressed])
        try places.apply(change)
        try StepTable(connection: connection, safe: store.safe).add(
            ReceiptStep(.geopend, time: StoreFixture.time(1), by: "node"), to: row)
        try AuditTable(connection: connection).append([StoreFixture.record(.open)])
        TallyTable(connection: connection).note("queued", from: nil)
        try TallyTable(connection: connection).write()
        #expect(connection.preparedSQL.count > 12)
        for sql in connection.preparedSQL {
            let opcodes = try connection.query("EXPLAIN " + sql) { (row) throws(StoreError) in try row.text(1) }
            for opcode in ["OpenEphemeral", "OpenAutoindex", "SorterOpen"] {
                #expect(!opcodes.contains(opcode), "\(sql)")
            }
        }
    }

    /// A walk along the row numbers or an index ends at the limit when no condition drops rows.
    private func isStoppedByLimit(_ sql: String, _ line: String) -> Bool {
        sql.contains("LIMIT") && !sql.contains("WHERE")
    }

    /// The rows of one message id, or of one receipt chain, are as few as its parties.
    private func isOfOneMessage(_ sql: String) -> Bool {
        sql.contains("FROM message WHERE id = ?") || sql.contains("FROM step WHERE message = ?")
    }

    /// Runs the statements of the store on a connection of the test.
    private func walk(_ connection: Connection, _ store: Store) throws {
        let table = MessageTable(connection: connection, safe: store.safe)
        let due = DueTable(connection: connection, safe: store.safe, now: StoreFixture.time(5), unreadable: [])
        _ = try due.nextDue(excluding: [])
        _ = try due.isAnyDeferred(after: StoreFixture.time(0), excluding: [])
        let places = DueTable.Places(limit: 5, perRecipient: 5, underWay: [:], excluding: [], after: nil)
        let row = try #require(try due.claim(places).rows.first)
        try due.hasten(changedAfter: StoreFixture.time(0))
        _ = try due.recover()
        _ = try table.delivery(row)
        let steps = StepTable(connection: connection, safe: store.safe)
        try steps.add(ReceiptStep(.geopend, time: StoreFixture.time(1), by: "node"), to: row)
        _ = try steps.steps(of: row)
        _ = try DossierTable(connection: connection, safe: store.safe).parties(of: row.dossier)
        let audit = AuditTable(connection: connection)
        try audit.append([StoreFixture.record(.open)])
        _ = try audit.entries(after: 0, limit: 5)
        _ = try audit.entries(about: row.id.message)
        _ = try audit.entries(aboutDossier: row.dossier, after: 0, limit: 5)
        _ = try audit.places(after: 0, limit: 5)
        _ = try audit.checkpoints(limit: 5)
        _ = try audit.lastCheckpoint()
        for filter in filters(row) {
            for page in [MessagePage(), MessagePage(before: 9)] {
                let query = MessageQuery(filter, page)
                _ = try connection.rows(query.sql, query.values) { (row) throws(StoreError) in row.integer(0) }
            }
        }
    }

    private func filters(_ row: MessageRow) -> [MessageFilter] {
        [
            MessageFilter(), MessageFilter(direction: .inbound), MessageFilter(direction: .outbound),
            MessageFilter(state: .outbound(.failed)),
            MessageFilter(dossier: row.dossier), MessageFilter(message: row.id.message),
            MessageFilter(partner: row.id.partner), MessageFilter(direction: .outbound, partner: row.id.partner),
            MessageFilter(state: .outbound(.queued), partner: row.id.partner),
        ]
    }
}
