internal import Envelope

/// Reading and writing the lines of the table of messages and their parts, inside a transaction of somebody else.
struct MessageTable {
    let connection: Connection
    let safe: Safe

    // Put together once: these are asked and written for every message.
    private static let find = "SELECT \(MessageRow.columns) FROM message WHERE id = ? AND partner = ? AND direction = ?"
    private static let findByNumber = "SELECT \(MessageRow.columns) FROM message WHERE number = ?"
    private static let insert = """
        INSERT INTO message (\(MessageRow.columns), dossier_number)
        VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id, partner, direction, own) DO NOTHING
        """
    private static let findOfDossier = """
        SELECT \(MessageRow.columns) FROM message INDEXED BY message_dossier
        WHERE dossier_number = ? ORDER BY number DESC LIMIT ?
        """
    private static let findAllOfDossier = """
        SELECT \(MessageRow.columns) FROM message
        WHERE dossier = ? OR dossier_number = \(DossierTable.numberOfID)
        """
    private static let findWaiting = """
        SELECT 1 FROM message INDEXED BY message_dossier
        WHERE dossier_number = ? AND +partner = ? AND actor <> ?
        AND \(stillToLeave("+state")) LIMIT 1
        """

    /// The condition that a delivery is still to leave. Not `IN`, for which SQLite would make a table.
    static func stillToLeave(_ state: String) -> String {
        "(\(state) = 'queued' OR \(state) = 'sending' OR \(state) = 'deferred')"
    }

    /// The row of a message, proved.
    ///
    /// - Throws: `notFound`, or `damaged`.
    func row(_ id: StoredMessageID) throws(StoreError) -> MessageRow {
        guard let row = try find(id) else { throw StoreError(.notFound, id.description) }
        try safe.check(row)
        return row
    }

    /// The row of a message, not proved yet.
    func find(_ id: StoredMessageID) throws(StoreError) -> MessageRow? {
        try connection.first(
            Self.find, SQLValue(id.message), SQLValue(id.partner), .text(id.direction.rawValue)
        ) { (row) throws(StoreError) in try MessageRow(row) }
    }

    /// The row with a number, proved.
    func row(number: Int64) throws(StoreError) -> MessageRow {
        let row = try connection.first(Self.findByNumber, .integer(number)) { (row) throws(StoreError) in
            try MessageRow(row)
        }
        guard let row else { throw StoreError(.damaged, "message \(number)") }
        try safe.check(row)
        return row
    }

    /// Adds a row with its seal.
    ///
    /// - Parameter number: of its dossier.
    /// - Returns: the row with its number.
    /// - Throws: `exists` when there is one with its id.
    func insert(_ new: MessageRow, dossier number: Int64) throws(StoreError) -> MessageRow {
        var row = try safe.sealed(new)
        let count = try connection.execute(
            Self.insert,
            .text(row.id.direction.rawValue), SQLValue(row.id.message), SQLValue(row.id.partner),
            .text(row.own?.description ?? ""), SQLValue(row.dossier), .text(row.type), .text(row.actor),
            SQLValue(row.created), .text(row.state.rawValue), SQLValue(row.changed), SQLValue(row.attempts),
            SQLValue(row.next), SQLValue(row.reason), .bytes(row.seal), SQLValue(row.key),
            .integer(number))
        guard count == 1 else { throw StoreError(.exists, row.id.description) }
        row.number = connection.lastInsertedRow
        row.storedState = row.state
        TallyTable(connection: connection).note(row.state.rawValue, from: nil)
        return row
    }

    /// Writes what may change of a row, with a new seal.
    func update(_ changed: MessageRow) throws(StoreError) {
        let row = try safe.sealed(changed)
        try connection.execute(
            "UPDATE message SET state = ?, changed = ?, attempts = ?, next = ?, reason = ?, seal = ? WHERE number = ?",
            .text(row.state.rawValue), SQLValue(row.changed), SQLValue(row.attempts), SQLValue(row.next),
            SQLValue(row.reason), .bytes(row.seal), .integer(row.number))
        TallyTable(connection: connection).note(row.state.rawValue, from: row.storedState?.rawValue)
    }

    /// Whether an earlier message of the dossier is still to leave for the same party, and goes first: see ``DueTable``.
    ///
    /// - Parameter number: of its dossier.
    func isBehindAnother(_ new: NewDelivery, dossier number: Int64) throws(StoreError) -> Bool {
        let node = Submission.Releaser.nodeName
        guard new.releasedBy != node else { return false }
        return try connection.finds(Self.findWaiting, .integer(number), SQLValue(new.recipient), .text(node))
    }

    /// The messages of a dossier, the last one first, not proved yet; nil for one that can't be what the node wrote.
    func rows(of dossier: UniqueID) throws(StoreError) -> [MessageRow?] {
        guard let number = try DossierTable(connection: connection, safe: safe).number(of: dossier) else { return [] }
        return try rows(ofDossier: number, limit: .max)
    }

    /// The same for the dossier with a number, at most `limit`.
    func rows(ofDossier number: Int64, limit: Int) throws(StoreError) -> [MessageRow?] {
        try connection.query(Self.findOfDossier, .integer(number), SQLValue(limit)) { (row) throws(StoreError) in
            try? MessageRow(row)
        }
    }

    /// The same, also where only the dossier's number or only its id is as it was: goes through all messages.
    func allRows(of dossier: UniqueID) throws(StoreError) -> [MessageRow?] {
        try connection.query(Self.findAllOfDossier, SQLValue(dossier), SQLValue(dossier)) { (row) throws(StoreError) in
            try? MessageRow(row)
        }
    }

    /// The ids of all keys that messages name, whether they are proved or not.
    func namedKeys() throws(StoreError) -> Set<UniqueID> {
        let ids = try connection.query("SELECT DISTINCT ifnull(key, dossier) FROM message") {
            (row) throws(StoreError) in try? row.uniqueID(0)
        }
        return Set(ids.compactMap(\.self))
    }

    /// Encrypts a part under the key of its dossier. A part that is there already is replaced.
    func write(_ part: [UInt8], _ kind: PartKind, of row: MessageRow, key: StorageKey) throws(StoreError) {
        let box = try Vault.crypto { () throws(CryptoError) in
            try key.seal(part, context: row.context(of: kind.name))
        }
        try connection.execute(
            "INSERT OR REPLACE INTO part VALUES (?, ?)", .integer(kind.place(of: row.number)), .bytes(box))
    }

    /// Keeps what shows that a delivery was received, in a table where receipts come in their order.
    func write(_ proof: DeliveryProof, of row: MessageRow, key: StorageKey) throws(StoreError) {
        let box = try Vault.crypto { () throws(CryptoError) in
            try key.seal(proof.joined, context: row.context(of: DeliveryProof.name))
        }
        try connection.execute("INSERT OR REPLACE INTO proof VALUES (?, ?)", .integer(row.number), .bytes(box))
    }

    /// Decrypts a part.
    ///
    /// - Returns: nil when there is none.
    /// - Throws: `damaged` when it is not as the node wrote it.
    func part(_ kind: PartKind, of row: MessageRow, key: StorageKey) throws(StoreError) -> [UInt8]? {
        let box = try connection.first("SELECT box FROM part WHERE place = ?", .integer(kind.place(of: row.number))) {
            (row) throws(StoreError) in row.bytes(0)
        }
        return try box.map { (box) throws(StoreError) in try open(box, kind.name, of: row, key) }
    }

    private func open(
        _ box: [UInt8], _ name: String, of row: MessageRow, _ key: StorageKey
    ) throws(StoreError) -> [UInt8] {
        let plain = try Vault.crypto { () throws(CryptoError) in try key.open(box, context: row.context(of: name)) }
        guard let plain else { throw StoreError(.damaged, "\(row.id)") }
        return plain
    }

    /// Decrypts the content of a delivery.
    func content(of row: MessageRow, key: StorageKey) throws(StoreError) -> [UInt8] {
        guard let part = try part(.content, of: row, key: key) else { throw StoreError(.damaged, row.id.description) }
        return part
    }

    /// Decrypts an arrival.
    func arrivalParts(of row: MessageRow, key: StorageKey) throws(StoreError) -> ArrivalParts {
        guard let parts = try part(.arrival, of: row, key: key).flatMap(ArrivalParts.init(joined:)) else {
            throw StoreError(.damaged, row.id.description)
        }
        return parts
    }

    /// What shows that a delivery was received; nil before it was.
    func proof(of row: MessageRow, key: StorageKey) throws(StoreError) -> DeliveryProof? {
        let box = try connection.first("SELECT box FROM proof WHERE message = ?", .integer(row.number)) {
            (row) throws(StoreError) in row.bytes(0)
        }
        guard let box else { return nil }
        guard let proof = DeliveryProof(joined: try open(box, DeliveryProof.name, of: row, key)) else {
            throw StoreError(.damaged, row.id.description)
        }
        return proof
    }

    /// A delivery with its content.
    func delivery(_ row: MessageRow) throws(StoreError) -> StoredDelivery {
        guard case .outbound(let id) = row.id, let state = row.outboundState else {
            throw StoreError(.notFound, row.id.description)
        }
        let key = try safe.key(of: row)
        let proof = try proof(of: row, key: key)
        return StoredDelivery(
            id: id, dossier: row.dossier, type: row.type, content: try content(of: row, key: key),
            releasedBy: row.actor, created: row.created, state: state, changed: row.changed, attempts: row.attempts,
            nextAttempt: state == .deferred ? row.next : nil, lastReason: row.reason, mic: proof?.mic,
            receipt: proof?.receipt)
    }

    /// An arrival with its content.
    func arrival(_ row: MessageRow) throws(StoreError) -> StoredInbound {
        guard case .inbound(let id) = row.id, case .inbound(let state) = row.state, let own = row.own else {
            throw StoreError(.notFound, row.id.description)
        }
        let parts = try arrivalParts(of: row, key: safe.key(of: row))
        return StoredInbound(
            id: id, recipient: own, dossier: row.dossier, type: row.type, content: parts.content,
            evidence: parts.evidence, mic: parts.mic, receipt: parts.receipt, receivedAt: row.created, state: state,
            codes: row.reason?.split(separator: " ").map(String.init) ?? [])
    }
}
