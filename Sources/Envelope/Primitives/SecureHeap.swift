internal import CCrypto

/// OpenSSL's memory for the numbers of private keys: between guard pages, out of swap and out of dumps.
package enum SecureHeap {
    /// How well the memory is protected.
    package enum Protection: Sendable {
        case none
        /// Apart from other memory, but it may be swapped: the system allows no locking.
        case apart
        case locked
    }

    /// Some 100 keys of the largest kind, with what computing with them takes.
    private static let byteCount = 1 << 20
    private static let smallestPiece = 32

    /// Sets the memory aside. Keys that are read later live in it. Call it once, at the start of a process.
    package static func reserve() -> Protection {
        switch CRYPTO_secure_malloc_init(byteCount, smallestPiece) {
        case 1: .locked
        case 2: .apart
        default: .none
        }
    }
}
