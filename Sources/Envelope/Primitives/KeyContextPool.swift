internal import CCrypto
internal import Synchronization

/// Prepared contexts of one key and one operation, lent to one caller each, so that nothing is prepared twice on one thread.
@safe
final class KeyContextPool: Sendable {
    private let key: KeyHandle
    private let operation: StaticString
    private let prepare: @Sendable (OpaquePointer) -> Int32
    private let idle = Mutex<[KeyContext]>([])

    init(_ key: KeyHandle, _ operation: StaticString, prepare: @escaping @Sendable (OpaquePointer) -> Int32) {
        self.key = key
        self.operation = operation
        unsafe self.prepare = prepare
    }

    func withContext<R: ~Copyable>(_ body: (OpaquePointer) throws(CryptoError) -> R) throws(CryptoError) -> R {
        let context =
            if let waiting = idle.withLock({ $0.popLast() }) { waiting } else {
                try unsafe KeyContext(key, operation, prepare: prepare)
            }
        defer { idle.withLock { $0.append(context) } }
        return try unsafe context.withPointer(body)
    }
}
