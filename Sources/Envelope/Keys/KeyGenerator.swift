internal import CCrypto

/// Makes keys of one kind, with a context that is prepared once.
@safe
struct KeyGenerator: ~Copyable {
    private let pointer: OpaquePointer

    init(_ algorithm: KeyAlgorithm) throws(CryptoError) {
        let name = algorithm.isElliptic ? "EC" : "RSA"
        guard let made = unsafe EVP_PKEY_CTX_new_from_name(nil, name, nil) else {
            throw .drain("EVP_PKEY_CTX_new_from_name")
        }
        guard unsafe EVP_PKEY_keygen_init(made) == 1, unsafe Self.configure(made, algorithm) > 0 else {
            let error = CryptoError.drain("EVP_PKEY_keygen_init")
            unsafe EVP_PKEY_CTX_free(made)
            throw error
        }
        unsafe pointer = made
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }

    func generate() throws(CryptoError) -> KeyHandle {
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_generate(pointer, &key) == 1, let key = unsafe key else {
            throw .drain("EVP_PKEY_generate")
        }
        return unsafe KeyHandle(taking: key)
    }

    private static func configure(_ context: OpaquePointer, _ algorithm: KeyAlgorithm) -> Int32 {
        switch algorithm {
        case .p256: unsafe EVP_PKEY_CTX_set_group_name(context, "P-256")
        case .p384: unsafe EVP_PKEY_CTX_set_group_name(context, "P-384")
        case .rsa(let bits): unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits))
        }
    }
}
