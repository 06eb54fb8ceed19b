internal import CCrypto

/// One `EVP_PKEY_CTX` that was prepared for one operation. Used by one thread at a time: ``KeyContextPool`` sees to that.
@safe
final class KeyContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// - Parameter prepare: initialises the context for its operation; answers 1 for success, as OpenSSL does.
    init(_ key: KeyHandle, _ operation: StaticString, prepare: (OpaquePointer) -> Int32) throws(CryptoError) {
        let made = unsafe key.withPointer { unsafe EVP_PKEY_CTX_new_from_pkey(nil, $0, nil) }
        guard let made = unsafe made else { throw .drain("EVP_PKEY_CTX_new_from_pkey") }
        unsafe pointer = made
        guard unsafe prepare(made) > 0 else { throw .drain(operation) }
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }

    func withPointer<R: ~Copyable, E: Error>(_ body: (OpaquePointer) throws(E) -> R) throws(E) -> R {
        try unsafe body(pointer)
    }
}
