/// The digest of some bytes, with the algorithm that made it.
public struct Digest: Hashable, Sendable {
    public let algorithm: DigestAlgorithm
    public let bytes: [UInt8]

    /// - Returns: nil when the number of bytes is not the algorithm's.
    public init?(_ algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.init(trusted: bytes, algorithm)
    }

    /// Digests `bytes`.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL can't allocate or load the algorithm.
    public init(_ algorithm: DigestAlgorithm, of bytes: [UInt8]) throws(CryptoError) {
        let context = try DigestContext()
        try context.begin(algorithm)
        try context.update(bytes.span)
        self = try context.finish()
    }

    init(trusted bytes: [UInt8], _ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        self.bytes = bytes
    }
}
