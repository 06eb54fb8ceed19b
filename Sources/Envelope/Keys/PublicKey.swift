internal import CCrypto

/// A public key that was checked once, when it was loaded. It may be used from several threads.
public final class PublicKey: Sendable {
    public let algorithm: KeyAlgorithm
    /// The SubjectPublicKeyInfo, DER.
    public let encoded: [UInt8]

    /// The bits of the key itself: the uncompressed point of an EC key, the RSAPublicKey otherwise.
    let bits: [UInt8]
    let handle: KeyHandle
    private let verifiers: [DigestAlgorithm: KeyContextPool]

    /// - Throws: ``KeyError`` for a key that the gateway does not accept, or whose point is not on its curve.
    public init(encoded: [UInt8]) throws(KeyError) {
        let bytes = encoded.span
        let element: DERElement
        do { element = try DERReader.document(.sequence, in: bytes) } catch { throw .malformed(error) }
        let description = try KeyDescription.publicKey(element, in: bytes)
        algorithm = description.algorithm
        bits = [UInt8](bytes, description.bits)
        self.encoded = encoded
        handle = try Self.decode(encoded)
        try Self.check(handle)
        verifiers = Self.verifiers(handle, isRSA: !algorithm.isElliptic)
    }

    /// Whether `signature` over `digest` was made with the private half. RSA signatures are PKCS #1 v1.5.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL could not even try.
    public func verify(_ signature: [UInt8], of digest: Digest) throws(CryptoError) -> Bool {
        try verify(signature.span, of: digest)
    }

    func verify(_ signature: Span<UInt8>, of digest: Digest) throws(CryptoError) -> Bool {
        guard let pool = verifiers[digest.algorithm] else { return false }
        let outcome = try unsafe pool.withContext { (context) throws(CryptoError) -> Int32 in
            unsafe signature.withUnsafeBufferPointer { signature in
                unsafe digest.bytes.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_verify(
                        context, signature.baseAddress, signature.count, digest.baseAddress, digest.count)
                }
            }
        }
        if outcome != 1 { CryptoError.discard() }
        return outcome == 1
    }

    private static func decode(_ encoded: [UInt8]) throws(KeyError) -> KeyHandle {
        let key = unsafe encoded.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &start, buffer.count)
        }
        guard let key = unsafe key else { throw .crypto(.drain("d2i_PUBKEY")) }
        return unsafe KeyHandle(taking: key)
    }

    private static func check(_ handle: KeyHandle) throws(KeyError) {
        let context: KeyContext
        do throws(CryptoError) {
            context = try unsafe KeyContext(handle, "EVP_PKEY_CTX_new") { _ in 1 }
        } catch { throw .crypto(error) }
        guard unsafe context.withPointer({ unsafe EVP_PKEY_public_check($0) }) == 1 else {
            CryptoError.discard()
            throw .inconsistent
        }
    }

    private static func verifiers(_ handle: KeyHandle, isRSA: Bool) -> [DigestAlgorithm: KeyContextPool] {
        Dictionary(
            uniqueKeysWithValues: DigestAlgorithm.allCases.map { algorithm in
                let pool = unsafe KeyContextPool(handle, "EVP_PKEY_verify_init") { context in
                    guard unsafe EVP_PKEY_verify_init(context) == 1 else { return 0 }
                    return unsafe KeyOperation.configureSignature(context, algorithm, isRSA: isRSA)
                }
                return (algorithm, pool)
            })
    }
}

extension PublicKey: Hashable {
    public static func == (left: PublicKey, right: PublicKey) -> Bool { left.encoded == right.encoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}
