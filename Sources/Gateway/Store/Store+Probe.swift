/// Whether messages could be stored at this moment.
extension Store {
    /// With less room than this on its disk the store counts as full, in bytes.
    static let leastRoom: UInt64 = 100 << 20

    /// Writes a page that says nothing new, and flushes it, as a message is written.
    ///
    /// - Throws: what would keep a message from being stored; `diskFull` also when there is less than ``leastRoom``.
    func probe() async throws(StoreError) {
        guard let room = DiskRoom.bytes(at: location.messages) else {
            throw StoreError(.unreachable("the file is not in its place"), location.messages)
        }
        guard room >= Self.leastRoom else { throw StoreError(.diskFull, location.messages) }
        try await writer.write(.other) { (connection) throws(StoreError) in
            let version = try connection.first("PRAGMA user_version") { (row) throws(StoreError) in row.integer(0) }
            try connection.run(script: "PRAGMA user_version = \(version ?? 0)")
        }
    }
}
