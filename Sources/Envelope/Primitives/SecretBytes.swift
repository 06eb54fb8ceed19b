internal import CCrypto

/// Sole owner of a few secret bytes, which are overwritten when the owner ends, also on the way of an error.
@safe
struct SecretBytes: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<UInt8>
    let count: Int

    /// Holds what `body` writes, at most `capacity` bytes.
    init<E: Error>(capacity: Int, filledBy body: (inout OutputSpan<UInt8>) throws(E) -> Void) throws(E) {
        let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
        unsafe storage.initialize(repeating: 0)
        var output = unsafe OutputSpan(buffer: storage, initializedCount: 0)
        do throws(E) { try body(&output) } catch {
            unsafe Self.destroy(storage)
            throw error
        }
        count = unsafe output.finalize(for: storage)
        unsafe self.storage = storage
    }

    /// `count` random bytes.
    init(randomCount count: Int) throws(CryptoError) {
        try self.init(capacity: count) { (output) throws(CryptoError) in
            output.append(repeating: 0, count: count)
            var span = output.mutableSpan
            try Random.fill(&span)
        }
    }

    init(copying bytes: Span<UInt8>) {
        self.init(capacity: bytes.count) { output in
            for index in bytes.indices { output.append(bytes[index]) }
        }
    }

    deinit { unsafe Self.destroy(storage) }

    borrowing func withSpan<R: ~Copyable, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(unsafe storage.span.extracting(first: count))
    }

    private static func destroy(_ storage: UnsafeMutableBufferPointer<UInt8>) {
        unsafe OPENSSL_cleanse(storage.baseAddress, storage.count)
        unsafe storage.deallocate()
    }
}
