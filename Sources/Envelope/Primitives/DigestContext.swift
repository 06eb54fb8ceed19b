internal import CCrypto

/// Sole owner of one `EVP_MD_CTX`, reused from message to message.
@safe
struct DigestContext: ~Copyable {
    private let pointer: OpaquePointer
    private let algorithms: Algorithms

    init() throws(CryptoError) {
        let algorithms = try Algorithms.shared()
        guard let pointer = unsafe EVP_MD_CTX_new() else { throw .drain("EVP_MD_CTX_new") }
        unsafe self.pointer = pointer
        self.algorithms = algorithms
    }

    deinit { unsafe EVP_MD_CTX_free(pointer) }

    /// Starts a new digest; what was unfinished is forgotten.
    func begin(_ algorithm: DigestAlgorithm) throws(CryptoError) {
        guard unsafe EVP_DigestInit_ex2(pointer, algorithms.pointer(to: algorithm), nil) == 1 else {
            throw .drain("EVP_DigestInit_ex2")
        }
    }

    func update(_ bytes: Span<UInt8>) throws(CryptoError) {
        let ok = unsafe bytes.withUnsafeBufferPointer { unsafe EVP_DigestUpdate(pointer, $0.baseAddress, $0.count) }
        guard ok == 1 else { throw .drain("EVP_DigestUpdate") }
    }

    func finish() throws(CryptoError) -> Digest {
        var count: UInt32 = 0
        var ok: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, initialized in
            ok = unsafe EVP_DigestFinal_ex(pointer, buffer.baseAddress, &count)
            initialized = Int(count)
        }
        guard ok == 1 else { throw .drain("EVP_DigestFinal_ex") }
        for algorithm in DigestAlgorithm.allCases where algorithm.byteCount == bytes.count {
            return Digest(trusted: bytes, algorithm)
        }
        throw CryptoError(operation: "EVP_DigestFinal_ex", codes: [])
    }

    /// Like ``finish()``, for a digest that is a secret itself.
    func finishSecret(_ algorithm: DigestAlgorithm) throws(CryptoError) -> SecretBytes {
        try SecretBytes(capacity: algorithm.byteCount) { (output) throws(CryptoError) in
            var ok: Int32 = 0
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                ok = unsafe EVP_DigestFinal_ex(pointer, buffer.baseAddress, nil)
                initialized = algorithm.byteCount
            }
            guard ok == 1 else { throw .drain("EVP_DigestFinal_ex") }
        }
    }

    func digest(_ bytes: Span<UInt8>, _ algorithm: DigestAlgorithm) throws(CryptoError) -> Digest {
        try begin(algorithm)
        try update(bytes)
        return try finish()
    }
}
