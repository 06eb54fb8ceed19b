internal import CCrypto
internal import Synchronization

/// The prepared contexts with which one private key recovers content keys.
final class PrivateKeyDecryptors: Sendable {
    let agreement: AgreementTools
    let oaepSHA256: KeyContextPool
    let oaepSHA1: KeyContextPool
    let raw: KeyContextPool

    init(_ handle: KeyHandle) {
        agreement = AgreementTools(handle)
        oaepSHA256 = Self.transport(handle, padding: RSA_PKCS1_OAEP_PADDING, digest: "SHA256")
        oaepSHA1 = Self.transport(handle, padding: RSA_PKCS1_OAEP_PADDING, digest: "SHA1")
        raw = Self.transport(handle, padding: RSA_NO_PADDING, digest: nil)
    }

    private static func transport(_ handle: KeyHandle, padding: Int32, digest: String?) -> KeyContextPool {
        unsafe KeyContextPool(handle, "EVP_PKEY_decrypt_init") { context in
            guard unsafe EVP_PKEY_decrypt_init(context) == 1,
                unsafe EVP_PKEY_CTX_set_rsa_padding(context, padding) > 0
            else { return 0 }
            guard let digest else { return 1 }
            return unsafe EVP_PKEY_CTX_set_rsa_oaep_md_name(context, digest, nil)
        }
    }
}
