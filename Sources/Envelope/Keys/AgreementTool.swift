internal import CCrypto

/// What a private key needs to agree on a secret with the ephemeral key of one message after the other. Used by one thread at
/// a time: ``AgreementTools`` sees to that.
///
/// The other's key is made once, since telling OpenSSL its curve costs a fifth of an agreement. Unlike other keys it changes then,
/// its point at least, so nobody else may hold it.
final class AgreementTool: @unchecked Sendable {
    private let context: KeyContext
    private let peer: KeyHandle

    init(_ key: KeyHandle) throws(CryptoError) {
        context = try unsafe KeyContext(key, "EVP_PKEY_derive_init") { unsafe EVP_PKEY_derive_init($0) }
        guard let made = unsafe EVP_PKEY_new() else { throw .drain("EVP_PKEY_new") }
        peer = unsafe KeyHandle(taking: made)
        guard unsafe key.withPointer({ unsafe EVP_PKEY_copy_parameters(made, $0) }) == 1 else {
            throw .drain("EVP_PKEY_copy_parameters")
        }
    }

    /// The agreed secret of `count` bytes. The tool is of no use any more when there is none, or it throws.
    ///
    /// - Parameter point: uncompressed.
    /// - Returns: nil when the point is not on the curve.
    func agree(with point: [UInt8], count: Int) throws(CryptoError) -> SecretBytes? {
        let isOnCurve = unsafe peer.withPointer {
            unsafe EVP_PKEY_set1_encoded_public_key($0, point, point.count) == 1
        }
        guard isOnCurve else {
            CryptoError.discard()
            return nil
        }
        return try unsafe context.withPointer { (context) throws(CryptoError) -> SecretBytes in
            try unsafe KeyAgreement.derive(context, with: peer, count: count)
        }
    }
}
