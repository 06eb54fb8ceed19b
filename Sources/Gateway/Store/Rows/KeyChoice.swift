internal import Envelope

/// The keys under which the new messages of one write stand: chosen once for each dossier.
struct KeyChoice {
    let table: MessageTable
    private var chosen: [UniqueID: DossierKey] = [:]

    init(_ table: MessageTable) {
        self.table = table
    }

    /// - Throws: `destroyed`.
    mutating func key(of dossier: UniqueID) throws(StoreError) -> DossierKey {
        if let key = chosen[dossier] { return key }
        let key = try table.nextKey(of: dossier)
        chosen[dossier] = key
        return key
    }
}
