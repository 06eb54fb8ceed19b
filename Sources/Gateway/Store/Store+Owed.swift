internal import Envelope

/// Receipts that are still to be sent by themselves. One that is kept here outlives the process; who misses it nevertheless asks again.
extension Store {
    /// Keeps a receipt until ``settle(_:)``; a later one about the same message takes its place.
    func owe(_ owed: OwedReceipt) async throws(StoreError) {
        try await writer.write(.other) { (connection) throws(StoreError) -> Void in
            try connection.execute(
                "INSERT OR REPLACE INTO owed VALUES (?, ?, ?, ?)", SQLValue(owed.party), .text(owed.messageID),
                .text(owed.receipt.contentType), .bytes(owed.receipt.body))
        }
    }

    /// Forgets a receipt that was sent, or that nobody waits for.
    func settle(_ owed: OwedReceipt) async throws(StoreError) {
        try await writer.write(.other) { (connection) throws(StoreError) -> Void in
            try connection.execute(
                "DELETE FROM owed WHERE party = ? AND about = ? AND body = ?", SQLValue(owed.party),
                .text(owed.messageID), .bytes(owed.receipt.body))
        }
    }

    /// The receipts that the last process left.
    func owed() throws(StoreError) -> [OwedReceipt] {
        try readers.read { (connection) throws(StoreError) in
            try connection.query("SELECT party, about, type, body FROM owed ORDER BY party, about") {
                (row) throws(StoreError) in
                OwedReceipt(
                    party: try row.oin(0), messageID: try row.text(1),
                    receipt: SignedReceipt(contentType: try row.text(2), body: row.bytes(3)))
            }
        }
    }
}
