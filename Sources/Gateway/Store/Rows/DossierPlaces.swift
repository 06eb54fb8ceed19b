internal import Envelope

/// The dossiers that one write adds messages to, each looked up once.
struct DossierPlaces {
    /// Where a dossier's next message stands, and under which key.
    struct Place {
        let number: Int64
        let key: DossierKey
    }

    private let table: MessageTable
    private let dossiers: DossierTable
    private var known: [UniqueID: Place] = [:]

    init(_ table: MessageTable) {
        self.table = table
        dossiers = DossierTable(connection: table.connection, safe: table.safe)
    }

    /// The place of a dossier, which gets its number now unless it has one.
    ///
    /// - Throws: `destroyed`.
    mutating func place(of dossier: UniqueID) throws(StoreError) -> Place {
        if let place = known[dossier] { return place }
        let place = try find(dossier)
        known[dossier] = place
        return place
    }

    /// Adds the parties of a change that are not there yet.
    ///
    /// - Throws: `dossierTaken`, `destroyed`.
    mutating func apply(_ change: DossierChange) throws(StoreError) {
        try dossiers.apply(change, number: place(of: change.dossier).number)
    }

    private func find(_ dossier: UniqueID) throws(StoreError) -> Place {
        let destroyed = StoreError(.destroyed, "dossier \(dossier)")
        guard try !dossiers.isEnded(dossier) else { throw destroyed }
        let number = try dossiers.number(of: dossier)
        if let number, let key = try lastKey(of: dossier, number) { return Place(number: number, key: key) }
        guard try !table.safe.vault.isDestroyed(dossier) else { throw destroyed }
        let key = try table.safe.vault.newKey()
        guard let number else { return Place(number: try dossiers.enter(dossier), key: key) }
        return Place(number: number, key: key)
    }

    /// The key of the dossier's last message. What can't be read of that message, or of its key, does not keep a new one out.
    private func lastKey(of dossier: UniqueID, _ number: Int64) throws(StoreError) -> DossierKey? {
        do throws(StoreError) {
            guard case .some(let last?) = try table.rows(ofDossier: number, limit: 1).first, last.dossier == dossier,
                try table.safe.isProved(last)
            else { return nil }
            return DossierKey(id: last.keyID, key: try table.safe.key(of: last))
        } catch {
            guard error.reason == .keyMissing || error.reason == .damaged else { throw error }
            return nil
        }
    }
}
