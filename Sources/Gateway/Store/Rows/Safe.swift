internal import Envelope

/// Seals and opens what the store keeps, and says of anything that does not open that it is damaged.
struct Safe: Sendable {
    let vault: Vault

    /// A box that proves `fields`.
    func prove(_ fields: [UInt8]) throws(StoreError) -> [UInt8] {
        try Vault.crypto { () throws(CryptoError) in try vault.nodeKey.seal([], context: fields) }
    }

    func isProof(_ box: [UInt8], of fields: [UInt8]) throws(StoreError) -> Bool {
        try Vault.crypto { () throws(CryptoError) in try vault.nodeKey.open(box, context: fields) } != nil
    }

    /// The key under which a message stands. Its row must be proved.
    ///
    /// - Throws: `destroyed`, `keyMissing`, or `damaged`.
    func key(of row: MessageRow) throws(StoreError) -> StorageKey { try vault.key(row.keyID, of: row.dossier) }

    func sealed(_ row: MessageRow) throws(StoreError) -> MessageRow {
        var row = row
        row.seal = try prove(row.sealedFields)
        return row
    }

    func isProved(_ row: MessageRow) throws(StoreError) -> Bool { try isProof(row.seal, of: row.sealedFields) }

    /// - Throws: `damaged` unless the row is as the node wrote it.
    func check(_ row: MessageRow) throws(StoreError) {
        guard try isProved(row) else { throw StoreError(.damaged, row.id.description) }
    }
}
