internal import Synchronization

/// Read connections of one file, each lent to one reader at a time. Readers never wait for the writer (WAL).
final class ConnectionPool: Sendable {
    private static let keep = 8

    private let path: String
    private let state = Mutex(State())

    private struct State {
        var idle: [Connection] = []
        var keepsNone = false
    }

    init(path: String) {
        self.path = path
    }

    /// Runs `body` in one read transaction, so that its queries see one moment.
    func read<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        let connection = try take()
        try connection.execute("BEGIN")
        do throws(StoreError) {
            let value = try body(connection)
            try connection.execute("COMMIT")
            put(connection)
            return value
        } catch {
            // A connection that failed is closed, which ends its transaction.
            throw error
        }
    }

    /// Closes what nobody uses, now and from now on.
    func close() {
        state.withLock { state in
            state.keepsNone = true
            state.idle = []
        }
    }

    private func take() throws(StoreError) -> Connection {
        if let connection = state.withLock({ $0.idle.popLast() }) { return connection }
        return try Connection(path: path, mode: .readOnly)
    }

    private func put(_ connection: Connection) {
        state.withLock { state in
            if !state.keepsNone, state.idle.count < Self.keep { state.idle.append(connection) }
        }
    }
}
