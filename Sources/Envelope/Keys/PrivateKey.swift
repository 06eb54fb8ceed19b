internal import CCrypto

/// A private key in this process. It may be used from several threads; its memory is cleansed by OpenSSL when it ends.
public final class PrivateKey: Sendable {
    public let publicKey: PublicKey

    let handle: KeyHandle
    let signers: [DigestAlgorithm: KeyContextPool]
    let decryptors: PrivateKeyDecryptors

    init(_ handle: KeyHandle) throws(KeyError) {
        self.handle = handle
        publicKey = try PublicKey(encoded: Self.encodePublic(handle))
        let isRSA = !publicKey.algorithm.isElliptic
        signers = Dictionary(
            uniqueKeysWithValues: DigestAlgorithm.allCases.map { algorithm in
                let pool = unsafe KeyContextPool(handle, "EVP_PKEY_sign_init") { context in
                    guard unsafe EVP_PKEY_sign_init(context) == 1 else { return 0 }
                    return unsafe KeyOperation.configureSignature(context, algorithm, isRSA: isRSA)
                }
                return (algorithm, pool)
            })
        decryptors = PrivateKeyDecryptors(handle)
    }

    /// Makes a new key.
    ///
    /// - Throws: ``KeyError/rsaLength(bits:)`` for an RSA length outside ``KeyAlgorithm/rsaBits``.
    public static func generate(_ algorithm: KeyAlgorithm = .p256) throws(KeyError) -> PrivateKey {
        if case .rsa(let bits) = algorithm, !KeyAlgorithm.rsaBits.contains(bits) { throw .rsaLength(bits: bits) }
        return try PrivateKey(
            try KeyError.wrapping { () throws(CryptoError) in try KeyGenerator(algorithm).generate() })
    }

    private static func encodePublic(_ handle: KeyHandle) throws(KeyError) -> [UInt8] {
        let encoded = unsafe handle.withPointer { (key) -> [UInt8] in
            let count = unsafe Int(i2d_PUBKEY(key, nil))
            guard count > 0 else { return [] }
            return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                var start = buffer.baseAddress
                initialized = unsafe max(0, Int(i2d_PUBKEY(key, &start)))
            }
        }
        guard !encoded.isEmpty else { throw .crypto(.drain("i2d_PUBKEY")) }
        return encoded
    }
}

extension PrivateKey: SigningKey {
    public func sign(_ digest: Digest) throws(KeyError) -> [UInt8] {
        guard let pool = signers[digest.algorithm] else { throw .wrongUse("signing") }
        do throws(CryptoError) {
            return try unsafe pool.withContext { (context) throws(CryptoError) -> [UInt8] in
                var count = 512
                var ok: Int32 = 0
                let signature = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                    unsafe digest.bytes.withUnsafeBufferPointer { digest in
                        ok = unsafe EVP_PKEY_sign(context, buffer.baseAddress, &count, digest.baseAddress, digest.count)
                    }
                    initialized = ok == 1 ? count : 0
                }
                guard ok == 1 else { throw .drain("EVP_PKEY_sign") }
                return signature
            }
        } catch {
            throw .crypto(error)
        }
    }
}
