internal import CCrypto

/// A certificate with its chain and its private key, for the TLS handshakes of whoever calls another party.
///
/// It is no key of the exchange: any kind that OpenSSL's TLS takes will do. The key is decrypted once, here, because its
/// derivation costs as much as thousands of handshakes; after that it stays in OpenSSL's own form.
@safe
public final class TLSClientIdentity: @unchecked Sendable {
    private static let maximumByteCount = 256 << 10

    /// The certificate, then its chain.
    private let certificates: [OpaquePointer]
    private let key: KeyHandle

    /// - Parameters:
    ///   - certificates: PEM: the certificate, then those that lead to its authority; at most 256 KiB.
    ///   - key: PEM, encrypted or not; at most 256 KiB.
    ///   - passphrase: opens the key when it is encrypted.
    /// - Throws: ``TLSClientIdentityError``.
    public init(
        certificates: [UInt8], key: [UInt8], passphrase: borrowing Passphrase?
    ) throws(TLSClientIdentityError) {
        guard max(certificates.count, key.count) <= Self.maximumByteCount else { throw .tooLarge }
        let handle = try Self.readKey(key, passphrase)
        let read = unsafe Self.readCertificates(certificates)
        self.key = handle
        unsafe self.certificates = read
        guard let first = unsafe read.first else { throw .noCertificate }
        let matches = unsafe handle.withPointer { unsafe X509_check_private_key(first, $0) == 1 }
        CryptoError.discard()
        guard matches else { throw .mismatch }
    }

    deinit {
        unsafe certificates.forEach { unsafe X509_free($0) }
    }

    /// Makes a TLS context show this identity when the other side asks for one.
    ///
    /// - Parameter context: an `SSL_CTX` of the caller.
    /// - Returns: false when OpenSSL refuses it, for instance because the key is too weak for its security level.
    package func apply(toContext context: UnsafeMutableRawPointer) -> Bool {
        let context = OpaquePointer(context)
        defer { CryptoError.discard() }
        guard let first = unsafe certificates.first, unsafe SSL_CTX_use_certificate(context, first) == 1,
            unsafe key.withPointer({ unsafe SSL_CTX_use_PrivateKey(context, $0) == 1 })
        else { return false }
        return unsafe certificates.dropFirst().allSatisfy { (certificate) in
            // What the macro SSL_CTX_add1_chain_cert stands for.
            unsafe SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(certificate)) == 1
        }
    }

    private static func readCertificates(_ pem: [UInt8]) -> [OpaquePointer] {
        var found: [OpaquePointer] = unsafe []
        unsafe pem.withUnsafeBufferPointer { (bytes) in
            guard let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return }
            while let certificate = unsafe PEM_read_bio_X509(bio, nil, nil, nil) { unsafe found.append(certificate) }
            unsafe BIO_free(bio)
        }
        CryptoError.discard()
        return unsafe found
    }

    private static func readKey(
        _ pem: [UInt8], _ passphrase: borrowing Passphrase?
    ) throws(TLSClientIdentityError) -> KeyHandle {
        let none: [UInt8] = []
        let key =
            switch passphrase {
            case .some(let passphrase): unsafe passphrase.secret.withSpan { unsafe readKey(pem, $0) }
            case .none: unsafe readKey(pem, none.span)
            }
        CryptoError.discard()
        guard let key = unsafe key else { throw .key }
        return unsafe KeyHandle(taking: key)
    }

    private static func readKey(_ pem: [UInt8], _ secret: Span<UInt8>) -> OpaquePointer? {
        unsafe secret.withUnsafeBufferPointer { (secret) in
            var secret = unsafe secret
            return unsafe pem.withUnsafeBufferPointer { (bytes) in
                guard let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else { return nil }
                defer { unsafe BIO_free(bio) }
                return unsafe PEM_read_bio_PrivateKey(bio, nil, tellPassphrase, &secret)
            }
        }
    }
}

/// Hands OpenSSL the passphrase. Without such a function it would ask on the terminal.
private func tellPassphrase(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isWriting: Int32, _ secret: UnsafeMutableRawPointer?
) -> Int32 {
    guard let buffer = unsafe buffer,
        let secret = unsafe secret?.assumingMemoryBound(to: UnsafeBufferPointer<UInt8>.self).pointee,
        secret.count <= Int(size)
    else { return 0 }
    for index in secret.indices { unsafe buffer[index] = CChar(bitPattern: secret[index]) }
    return Int32(secret.count)
}
