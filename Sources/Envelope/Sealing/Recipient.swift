internal import CCrypto

/// Who may open a message: an encryption certificate, checked and prepared once.
public struct Recipient: Sendable {
    /// How the content key is wrapped for this recipient.
    enum Wrapping: Sendable {
        case agreement(KeyAlgorithm)
        case transport(KeyContextPool, algorithm: [UInt8])
    }

    public let certificate: Certificate
    let wrapping: Wrapping

    /// - Parameters:
    ///   - allowsRSA15: wraps with RSA v1.5, for a partner whose entry says so. EC certificates are not touched by it.
    ///   - allowsDualUse: accepts a certificate that serves signing as well.
    /// - Throws: ``SealError/certificateUse(_:)`` when the certificate is not for encryption, or for both without permission.
    public init(
        _ certificate: Certificate, allowsRSA15: Bool = false, allowsDualUse: Bool = false
    ) throws(SealError) {
        guard certificate.permits(.encryption), allowsDualUse || !certificate.isDualUse else {
            throw .certificateUse(.encryption)
        }
        self.certificate = certificate
        let key = certificate.publicKey
        wrapping =
            if key.algorithm.isElliptic {
                .agreement(key.algorithm)
            } else if allowsRSA15 {
                .transport(Self.transport(key, RSA_PKCS1_PADDING), algorithm: AlgorithmIdentifier.rsaEncryption)
            } else {
                .transport(Self.transport(key, RSA_PKCS1_OAEP_PADDING), algorithm: AlgorithmIdentifier.oaepSHA256)
            }
    }

    private static func transport(_ key: PublicKey, _ padding: Int32) -> KeyContextPool {
        unsafe KeyContextPool(key.handle, "EVP_PKEY_encrypt_init") { context in
            guard unsafe EVP_PKEY_encrypt_init(context) == 1,
                unsafe EVP_PKEY_CTX_set_rsa_padding(context, padding) > 0
            else { return 0 }
            guard padding == RSA_PKCS1_OAEP_PADDING else { return 1 }
            return unsafe EVP_PKEY_CTX_set_rsa_oaep_md_name(context, "SHA256", nil)
        }
    }
}
