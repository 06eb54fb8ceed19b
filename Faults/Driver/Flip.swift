import Foundation

/// One bit of a store's file changes. The same again takes it back.
enum Flip {
    /// In the content of a delivery. Nobody may have the store open.
    static func content(of message: String, in store: String) throws {
        // What an ended node left in its journal would hide the change.
        _ = try Database(store).query("PRAGMA wal_checkpoint(TRUNCATE)")
        guard let hex = try StoreView.content(of: message, in: store) else { throw FaultsError("no content") }
        // Whole pages may lie between the first bytes and the rest.
        let start = stride(from: 0, to: 64, by: 2).compactMap { place in
            UInt8(hex.dropFirst(place).prefix(2), radix: 16)
        }
        let url = URL(filePath: store)
        var bytes = try Data(contentsOf: url)
        guard let place = bytes.range(of: Data(start)) else { throw FaultsError("the content is not in the file") }
        bytes[place.lowerBound + 20] ^= 4
        try bytes.write(to: url)
    }
}
