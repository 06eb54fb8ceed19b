internal import CSQLite
internal import Envelope

/// The current row of a statement. It is valid until the statement steps on, so it stays inside the reading closure.
struct Row {
    let statement: OpaquePointer
    /// What to name in an error.
    let place: String

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// - Throws: `damaged` when the text is not UTF-8, or missing.
    func text(_ column: Int32) throws(StoreError) -> String {
        guard let text = try optionalText(column) else { throw StoreError(.damaged, place) }
        return text
    }

    func optionalText(_ column: Int32) throws(StoreError) -> String? {
        guard !isNull(column) else { return nil }
        guard let text = String(validating: buffer(column), as: UTF8.self) else { throw StoreError(.damaged, place) }
        return text
    }

    func bytes(_ column: Int32) -> [UInt8] { [UInt8](buffer(column)) }

    /// SQLite's own memory, which the next column or step may change.
    private func buffer(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self)
        let count = start == nil ? 0 : Int(sqlite3_column_bytes(statement, column))
        return UnsafeBufferPointer(start: start, count: count)
    }

    func time(_ column: Int32) -> UTCTime { UTCTime(secondsSinceEpoch: integer(column)) }

    func optionalTime(_ column: Int32) -> UTCTime? { isNull(column) ? nil : time(column) }

    /// The value that `read` makes of a text, or `damaged`.
    func value<Value>(_ column: Int32, _ read: (String) -> Value?) throws(StoreError) -> Value {
        guard let value = read(try text(column)) else { throw StoreError(.damaged, place) }
        return value
    }

    func optionalValue<Value>(_ column: Int32, _ read: (String) -> Value?) throws(StoreError) -> Value? {
        isNull(column) ? nil : try value(column, read)
    }

    func uniqueID(_ column: Int32) throws(StoreError) -> UniqueID {
        guard let id = UniqueID(buffer(column).span) else { throw StoreError(.damaged, place) }
        return id
    }

    func oin(_ column: Int32) throws(StoreError) -> OIN { try value(column) { OIN($0) } }
}
