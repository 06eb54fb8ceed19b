internal import Envelope

/// Who is in which dossier, inside a transaction of somebody else. Each row is proved, because it decides who may speak.
struct DossierTable {
    private enum Part: String {
        case opener
        case addressed
    }

    private static let findNumber = "SELECT number FROM dossier WHERE id = ?"
    /// The number of the dossier whose id is the next value; null when it has none.
    static let numberOfID = "(\(findNumber))"
    private static let findParties = "SELECT number, party, part, seal FROM dossier_party WHERE dossier_number = ?"

    let connection: Connection
    let safe: Safe

    /// Whether the content of a dossier was destroyed.
    func isEnded(_ dossier: UniqueID) throws(StoreError) -> Bool {
        try connection.finds("SELECT 1 FROM dossier_end WHERE dossier = ?", SQLValue(dossier))
    }

    /// The number that stands for a dossier's id in the other tables; nil when it has none.
    func number(of dossier: UniqueID) throws(StoreError) -> Int64? {
        try connection.first(Self.findNumber, SQLValue(dossier)) { (row) throws(StoreError) in row.integer(0) }
    }

    /// Gives a dossier its number.
    func enter(_ dossier: UniqueID) throws(StoreError) -> Int64 {
        try connection.execute("INSERT INTO dossier (id) VALUES (?)", SQLValue(dossier))
        return connection.lastInsertedRow
    }

    /// The parties of a dossier; nil when this node does not know it.
    ///
    /// - Throws: `damaged` when a row is not as the node wrote it.
    func parties(of dossier: UniqueID) throws(StoreError) -> DossierRecord? {
        guard let number = try number(of: dossier) else { return nil }
        return try parties(of: dossier, number)
    }

    private func parties(of dossier: UniqueID, _ number: Int64) throws(StoreError) -> DossierRecord? {
        let rows = try connection.query(Self.findParties, .integer(number)) { (row) throws(StoreError) in
            let part = try row.value(2) { Part(rawValue: $0) }
            return (number: row.integer(0), party: try row.oin(1), part: part, seal: row.bytes(3))
        }.sorted { $0.number < $1.number }
        guard !rows.isEmpty else { return nil }
        for row in rows where try !safe.isProof(row.seal, of: Self.fields(dossier, row.party, row.part)) {
            throw StoreError(.damaged, "dossier \(dossier)")
        }
        return DossierRecord(
            opener: rows.first { $0.part == .opener }?.party,
            addressed: rows.filter { $0.part == .addressed }.map(\.party))
    }

    /// Adds the parties of a change that are not there yet.
    ///
    /// - Parameter number: of the dossier.
    /// - Throws: `dossierTaken` when another party opened the dossier.
    func apply(_ change: DossierChange, number: Int64) throws(StoreError) {
        let known = try parties(of: change.dossier, number)
        if let opener = change.opener {
            switch known?.opener {
            case nil: try insert(change.dossier, number, opener, .opener)
            case opener: break
            default: throw StoreError(.dossierTaken, "dossier \(change.dossier)")
            }
        }
        var addressed = Set(known?.addressed ?? [])
        for party in change.addressed where addressed.insert(party).inserted {
            try insert(change.dossier, number, party, .addressed)
        }
    }

    private func insert(_ dossier: UniqueID, _ number: Int64, _ party: OIN, _ part: Part) throws(StoreError) {
        try connection.execute(
            "INSERT INTO dossier_party VALUES (NULL, ?, ?, ?, ?)", .integer(number), SQLValue(party),
            .text(part.rawValue), .bytes(try safe.prove(Self.fields(dossier, party, part))))
    }

    private static func fields(_ dossier: UniqueID, _ party: OIN, _ part: Part) -> [UInt8] {
        var fields = SealedFields("weerthuis/dossier/1")
        fields.append(dossier)
        fields.append(party.description)
        fields.append(part.rawValue)
        return fields.bytes
    }
}
