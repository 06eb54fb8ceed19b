internal import CCrypto

/// The key pair of one message for the recipients of one curve (RFC 5753, 3.1).
struct EphemeralKey {
    let algorithm: KeyAlgorithm
    /// The uncompressed point.
    let point: [UInt8]
    private let context: KeyContext

    init(_ algorithm: KeyAlgorithm, _ generator: borrowing KeyGenerator) throws(CryptoError) {
        let handle = try generator.generate()
        self.algorithm = algorithm
        context = try unsafe KeyContext(handle, "EVP_PKEY_derive_init") { unsafe EVP_PKEY_derive_init($0) }
        var count = 0
        let capacity = algorithm.pointByteCount
        var ok: Int32 = 0
        point = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            ok = unsafe handle.withPointer {
                unsafe EVP_PKEY_get_octet_string_param(
                    $0, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, buffer.baseAddress, capacity, &count)
            }
            initialized = ok == 1 ? min(count, capacity) : 0
        }
        guard ok == 1, count == capacity, point[0] == 0x04 else { throw .drain("EVP_PKEY_get_octet_string_param") }
    }

    /// The secret agreed with a key that was checked when it was loaded.
    func agree(with recipient: PublicKey) throws(CryptoError) -> SecretBytes {
        try unsafe context.withPointer { (context) throws(CryptoError) -> SecretBytes in
            try unsafe KeyAgreement.derive(context, with: recipient.handle, count: algorithm.agreedByteCount)
        }
    }
}
