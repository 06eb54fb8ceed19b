internal import CCrypto

/// One `EVP_PKEY`, shared by the contexts made from it. OpenSSL treats a finished key as read-only and counts references
/// atomically, so it may be used from several threads.
@safe
final class KeyHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Takes over the caller's reference.
    init(taking pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe EVP_PKEY_free(pointer) }

    func withPointer<R: ~Copyable, E: Error>(_ body: (OpaquePointer) throws(E) -> R) throws(E) -> R {
        try unsafe body(pointer)
    }
}
