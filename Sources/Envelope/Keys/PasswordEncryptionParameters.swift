/// What an EncryptedPrivateKeyInfo says about its encryption.
struct PasswordEncryptionParameters {
    let salt: [UInt8]
    let rounds: Int
    let iv: [UInt8]
    let encrypted: [UInt8]

    init(_ encoded: [UInt8]) throws(KeyError) {
        let parsed: PasswordEncryptionParameters?
        do throws(DERError) { parsed = try Self(reading: encoded.span) } catch { throw .malformed(error) }
        guard let parsed else { throw .unsupportedEncryption }
        self = parsed
    }

    /// - Returns: nil for an encryption other than PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
    private init?(reading bytes: Span<UInt8>) throws(DERError) {
        var outer = try DERReader.document(.sequence, in: bytes).reader()
        let algorithm = try ReadAlgorithm(try outer.next(.sequence, in: bytes), in: bytes)
        encrypted = try outer.next(.octetString, in: bytes).bytes(in: bytes)
        try outer.finish()
        guard algorithm.identifier == .pbes2, let parameters = algorithm.parameters else { return nil }
        var reader = parameters.reader()
        let derivation = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
        let cipher = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
        try reader.finish()
        guard derivation.identifier == .pbkdf2, let derivationParameters = derivation.parameters,
            cipher.identifier == .aes256CBC, let iv = cipher.parameters, iv.tag == .octetString, iv.content.count == 16
        else { return nil }
        self.iv = iv.bytes(in: bytes)
        var inner = derivationParameters.reader()
        salt = try inner.next(.octetString, in: bytes).bytes(in: bytes)
        rounds = try inner.next(.integer, in: bytes).smallInteger(in: bytes)
        if let keyLength = try inner.optional(.integer, in: bytes) {
            guard try keyLength.smallInteger(in: bytes) == 32 else { return nil }
        }
        guard let function = try inner.optional(.sequence, in: bytes) else { return nil }
        try inner.finish()
        guard try ReadAlgorithm(function, in: bytes).identifier == .hmacWithSHA256, (8...64).contains(salt.count) else {
            return nil
        }
    }
}
