internal import CCrypto

/// The digests and ciphers of the envelope, fetched from the provider once per process.
///
/// They live until the process ends, so nothing frees them. OpenSSL shares fetched methods between threads.
@safe
final class Algorithms: @unchecked Sendable {
    private let sha256: OpaquePointer
    private let sha384: OpaquePointer
    private let sha512: OpaquePointer
    private let aes256GCM: OpaquePointer
    private let aes256CBC: OpaquePointer
    private let aes256Wrap: OpaquePointer
    private let aes256Block: OpaquePointer

    private static let loaded = Result { () throws(CryptoError) in try Algorithms() }

    static func shared() throws(CryptoError) -> Algorithms {
        try loaded.get()
    }

    private init() throws(CryptoError) {
        unsafe sha256 = try Self.digest("SHA256")
        unsafe sha384 = try Self.digest("SHA384")
        unsafe sha512 = try Self.digest("SHA512")
        unsafe aes256GCM = try Self.cipher("AES-256-GCM")
        unsafe aes256CBC = try Self.cipher("AES-256-CBC")
        unsafe aes256Wrap = try Self.cipher("AES-256-WRAP")
        unsafe aes256Block = try Self.cipher("AES-256-ECB")
    }

    func pointer(to algorithm: DigestAlgorithm) -> OpaquePointer {
        switch algorithm {
        case .sha256: unsafe sha256
        case .sha384: unsafe sha384
        case .sha512: unsafe sha512
        }
    }

    func pointer(to cipher: Cipher) -> OpaquePointer {
        switch cipher {
        case .aes256GCM: unsafe aes256GCM
        case .aes256CBC: unsafe aes256CBC
        case .aes256Wrap: unsafe aes256Wrap
        case .aes256Block: unsafe aes256Block
        }
    }

    private static func digest(_ name: String) throws(CryptoError) -> OpaquePointer {
        guard let digest = unsafe EVP_MD_fetch(nil, name, nil) else { throw .drain("EVP_MD_fetch") }
        return unsafe digest
    }

    private static func cipher(_ name: String) throws(CryptoError) -> OpaquePointer {
        guard let cipher = unsafe EVP_CIPHER_fetch(nil, name, nil) else { throw .drain("EVP_CIPHER_fetch") }
        return unsafe cipher
    }
}
