internal import Envelope

/// Stores from before keys had ids of their own. There a dossier took a key that was made ahead (`spare_key`), and its line in
/// `dossier_key` was written without a flush: the message file remembered which it was (`fresh_key`).
extension Vault {
    /// What the message file remembers: a dossier that took a spare key.
    struct FreshKey {
        let dossier: UniqueID
        let spare: Int64
    }

    /// Writes the lines again that a power cut took, and gives up the spare keys.
    func recover(_ fresh: [FreshKey]) throws(StoreError) {
        try locked { (connection) throws(StoreError) in
            let hasSpares = try connection.finds("SELECT 1 FROM spare_key")
            guard !fresh.isEmpty || hasSpares else { return }
            try connection.inTransaction { () throws(StoreError) in
                for key in fresh { try recover(key, connection) }
                try connection.execute("DELETE FROM spare_key")
            }
        }
    }

    private func recover(_ fresh: FreshKey, _ connection: Connection) throws(StoreError) {
        guard try !connection.finds("SELECT 1 FROM dossier_key WHERE id = ?", .id(fresh.dossier)) else { return }
        let wrapped = try connection.first("SELECT wrapped FROM spare_key WHERE number = ?", .integer(fresh.spare)) {
            (row) throws(StoreError) in row.bytes(0)
        }
        guard let wrapped else { return }
        let key = try Self.crypto { () throws(CryptoError) in
            try nodeKey.unwrap(wrapped, context: Self.spareContext(store))
        }
        guard let key else { throw StoreError(.damaged, "key of dossier \(fresh.dossier)") }
        try insert(DossierKey(id: fresh.dossier, key: key), connection)
    }

    static func spareContext(_ store: UniqueID) -> [UInt8] {
        var fields = SealedFields("weerthuis/spare/1")
        fields.append(store)
        return fields.bytes
    }
}
