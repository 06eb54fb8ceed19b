internal import CCrypto

/// EncryptedPrivateKeyInfo with PBES2: PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 5208, RFC 8018).
enum PasswordEncryption {
    static let rounds = 600_000
    private static let acceptedRounds = 1_000...10_000_000
    private static let saltByteCount = 16

    static func encrypt(_ plain: [UInt8], _ passphrase: borrowing Passphrase) throws(CryptoError) -> [UInt8] {
        let salt = try Random.bytes(saltByteCount)
        let iv = try Random.bytes(16)
        let key = try derive(passphrase, salt: salt, rounds: rounds)
        let encrypted = try key.withSpan { (key) throws(CryptoError) in try run(.encrypt, plain, key: key, iv: iv) }
        return try written(encrypted, salt: salt, iv: iv)
    }

    /// Files of one cache share a salt, and so a derivation; each has an IV of its own.
    static func encrypt(_ plain: [UInt8], _ passphrase: PassphraseCache) throws(CryptoError) -> [UInt8] {
        let salt = try passphrase.salt()
        let iv = try Random.bytes(16)
        let encrypted = try passphrase.withKey(salt: salt, rounds: rounds) { (key) throws(CryptoError) in
            try run(.encrypt, plain, key: key, iv: iv)
        }
        return try written(encrypted, salt: salt, iv: iv)
    }

    private static func written(_ encrypted: [UInt8]?, salt: [UInt8], iv: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard let encrypted else { throw CryptoError(operation: "AES-256-CBC", codes: []) }
        return DERWriter.write { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.objectIdentifier(.pbes2)
                    writer.sequence { writeParameters(&$0, salt: salt, iv: iv) }
                }
                writer.octetString(encrypted)
            }
        }
    }

    /// - Returns: the PrivateKeyInfo, which the caller cleanses.
    static func decrypt(_ encoded: [UInt8], _ passphrase: borrowing Passphrase) throws(KeyError) -> [UInt8] {
        let parameters = try readable(encoded)
        let plain: [UInt8]?
        do throws(CryptoError) {
            let key = try derive(passphrase, salt: parameters.salt, rounds: parameters.rounds)
            plain = try key.withSpan { (key) throws(CryptoError) in
                try run(.decrypt, parameters.encrypted, key: key, iv: parameters.iv)
            }
        } catch {
            throw .crypto(error)
        }
        guard let plain else { throw .wrongPassphrase }
        return plain
    }

    /// - Returns: the PrivateKeyInfo, which the caller cleanses.
    static func decrypt(_ encoded: [UInt8], _ passphrase: PassphraseCache) throws(KeyError) -> [UInt8] {
        let parameters = try readable(encoded)
        let plain: [UInt8]?
        do throws(CryptoError) {
            plain = try passphrase.withKey(salt: parameters.salt, rounds: parameters.rounds) {
                (key) throws(CryptoError) in
                try run(.decrypt, parameters.encrypted, key: key, iv: parameters.iv)
            }
        } catch {
            throw .crypto(error)
        }
        guard let plain else { throw .wrongPassphrase }
        return plain
    }

    private static func readable(_ encoded: [UInt8]) throws(KeyError) -> PasswordEncryptionParameters {
        let parameters = try PasswordEncryptionParameters(encoded)
        guard acceptedRounds.contains(parameters.rounds) else { throw .rounds(parameters.rounds) }
        return parameters
    }

    private static func writeParameters(_ writer: inout DERWriter, salt: [UInt8], iv: [UInt8]) {
        writer.sequence { writer in
            writer.objectIdentifier(.pbkdf2)
            writer.sequence {
                $0.octetString(salt)
                $0.integer(rounds)
                $0.raw(AlgorithmIdentifier.withNull(.hmacWithSHA256))
            }
        }
        writer.sequence {
            $0.objectIdentifier(.aes256CBC)
            $0.octetString(iv)
        }
    }

    static func derive(
        _ passphrase: borrowing Passphrase, salt: [UInt8], rounds: Int
    ) throws(CryptoError) -> SecretBytes {
        let digest = unsafe try Algorithms.shared().pointer(to: .sha256)
        return try SecretBytes(capacity: 32) { (output) throws(CryptoError) in
            var ok: Int32 = 0
            passphrase.secret.withSpan { passphrase in
                unsafe passphrase.withUnsafeBytes { passphrase in
                    unsafe output.withUnsafeMutableBufferPointer { key, initialized in
                        ok = unsafe PKCS5_PBKDF2_HMAC(
                            passphrase.baseAddress?.assumingMemoryBound(to: CChar.self),
                            Int32(clamping: passphrase.count),
                            salt, Int32(salt.count), Int32(rounds), digest, Int32(key.count), key.baseAddress)
                        initialized = key.count
                    }
                }
            }
            guard ok == 1 else { throw .drain("PKCS5_PBKDF2_HMAC") }
        }
    }

    /// - Returns: nil when the padding is wrong.
    private static func run(
        _ direction: CipherContext.Direction, _ input: [UInt8], key: Span<UInt8>, iv: [UInt8]
    ) throws(CryptoError) -> [UInt8]? {
        let context = try CipherContext()
        try context.begin(.aes256CBC, direction, key: key, iv: iv.span)
        var isComplete = false
        var output = try [UInt8](capacity: input.count + 32) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try context.update(input.span, into: &output)
            isComplete = try context.finish(into: &output)
        }
        guard isComplete else {
            output.cleanse()
            return nil
        }
        return output
    }
}
