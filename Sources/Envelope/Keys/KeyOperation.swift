internal import CCrypto

/// Settings of prepared contexts that signing and verifying share.
enum KeyOperation {
    /// Answers 1 for success.
    static func configureSignature(_ context: OpaquePointer, _ algorithm: DigestAlgorithm, isRSA: Bool) -> Int32 {
        guard let algorithms = try? Algorithms.shared() else { return 0 }
        if isRSA {
            guard unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0 else { return 0 }
        }
        return unsafe EVP_PKEY_CTX_set_signature_md(context, algorithms.pointer(to: algorithm)) > 0 ? 1 : 0
    }
}
