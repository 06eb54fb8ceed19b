internal import CCrypto

/// Private keys at rest: PKCS #8, encrypted with PBES2 (RFC 8018), as PEM.
extension PrivateKey {
    static let encryptedLabel = "ENCRYPTED PRIVATE KEY"
    private static let plainLabels = ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"]

    /// Reads an encrypted key.
    ///
    /// - Parameter pem: one block `ENCRYPTED PRIVATE KEY`, at most 64 KiB.
    /// - Throws: ``KeyError`` for what the gateway refuses: no encryption, other encryption, a wrong passphrase, a weak key.
    public convenience init(pem: [UInt8], passphrase: borrowing Passphrase) throws(KeyError) {
        var plain = try PasswordEncryption.decrypt(try Self.encrypted(pem), passphrase)
        defer { plain.cleanse() }
        try self.init(decrypted: plain)
    }

    /// Reads an encrypted key, with a passphrase that opens other files too.
    ///
    /// - Throws: ``KeyError``, for the same reasons.
    public convenience init(pem: [UInt8], passphrase: PassphraseCache) throws(KeyError) {
        var plain = try PasswordEncryption.decrypt(try Self.encrypted(pem), passphrase)
        defer { plain.cleanse() }
        try self.init(decrypted: plain)
    }

    private static func encrypted(_ pem: [UInt8]) throws(KeyError) -> [UInt8] {
        if PEM.contains(pem, labels: plainLabels) {
            throw PEM.contains(pem, header: "Proc-Type: 4,ENCRYPTED") ? .unsupportedEncryption : .unencrypted
        }
        guard let encrypted = PEM.decode(pem, label: encryptedLabel) else {
            throw .notPEM(label: encryptedLabel)
        }
        return encrypted
    }

    private convenience init(decrypted plain: [UInt8]) throws(KeyError) {
        // A wrong passphrase passes the padding check once in 256 times; what comes out is no SEQUENCE then.
        guard plain.first == DERTag.sequence.rawValue else { throw .wrongPassphrase }
        try self.init(encoded: plain)
    }

    /// Reads a key that is not encrypted. Only for tests and examples: the node's own keys are never read this way.
    public convenience init(unencryptedPEM pem: [UInt8]) throws(KeyError) {
        guard var plain = PEM.decode(pem, label: Self.plainLabels[0]) else { throw .notPEM(label: Self.plainLabels[0]) }
        defer { plain.cleanse() }
        try self.init(encoded: plain)
    }

    /// This key as PEM, encrypted with PBES2: PBKDF2-HMAC-SHA-256 with 600,000 rounds and AES-256-CBC.
    public func encryptedPEM(passphrase: borrowing Passphrase) throws(KeyError) -> String {
        try encryptedPEM { (plain) throws(CryptoError) in try PasswordEncryption.encrypt(plain, passphrase) }
    }

    /// The same, with the salt that all files of `passphrase` share: a folder of such keys opens with one derivation.
    public func encryptedPEM(passphrase: PassphraseCache) throws(KeyError) -> String {
        try encryptedPEM { (plain) throws(CryptoError) in try PasswordEncryption.encrypt(plain, passphrase) }
    }

    private func encryptedPEM(by encrypt: ([UInt8]) throws(CryptoError) -> [UInt8]) throws(KeyError) -> String {
        var plain = try encodedPrivate()
        defer { plain.cleanse() }
        do throws(CryptoError) {
            return PEM.encode(try encrypt(plain), label: Self.encryptedLabel)
        } catch {
            throw .crypto(error)
        }
    }

    /// This key as PEM without encryption, for a TLS library that reads it from memory. It never goes to disk.
    public func unencryptedPEM() throws(KeyError) -> String {
        var plain = try encodedPrivate()
        defer { plain.cleanse() }
        return PEM.encode(plain, label: Self.plainLabels[0])
    }

    private convenience init(encoded: [UInt8]) throws(KeyError) {
        let algorithm = try KeyDescription.privateKey(encoded.span)
        let key = unsafe encoded.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return unsafe d2i_AutoPrivateKey(nil, &start, buffer.count)
        }
        guard let key = unsafe key else { throw .crypto(.drain("d2i_AutoPrivateKey")) }
        try self.init(unsafe KeyHandle(taking: key))
        guard algorithm == publicKey.algorithm, try hasMatchingHalves() else { throw .inconsistent }
    }

    /// Whether the private half belongs to the public one. RSA shows it by a signature, which is far cheaper than the
    /// primality tests of EVP_PKEY_check.
    private func hasMatchingHalves() throws(KeyError) -> Bool {
        let digest = try KeyError.wrapping { () throws(CryptoError) in try Digest(.sha256, of: []) }
        let signature = try sign(digest)
        return try KeyError.wrapping { () throws(CryptoError) in try publicKey.verify(signature, of: digest) }
    }

    /// The PrivateKeyInfo, DER. The caller cleanses it.
    private func encodedPrivate() throws(KeyError) -> [UInt8] {
        let info = unsafe handle.withPointer { unsafe EVP_PKEY2PKCS8($0) }
        guard let info = unsafe info else { throw .crypto(.drain("EVP_PKEY2PKCS8")) }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        let count = unsafe Int(i2d_PKCS8_PRIV_KEY_INFO(info, nil))
        guard count > 0 else { throw .crypto(.drain("i2d_PKCS8_PRIV_KEY_INFO")) }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var start = buffer.baseAddress
            initialized = unsafe max(0, Int(i2d_PKCS8_PRIV_KEY_INFO(info, &start)))
        }
    }
}
