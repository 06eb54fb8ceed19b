/// A 256-bit key for what a node keeps on disk, overwritten when its last user is gone. It may be used from several threads.
///
/// A box is AES-256-GCM: 12 random bytes as nonce, the encrypted bytes, a 16-byte tag. Random nonces bound the use of one
/// key to 2^32 boxes (NIST SP 800-38D section 8.3).
///
/// Unchecked, because the secret bytes are never written after `init`.
public final class StorageKey: @unchecked Sendable {
    /// The length of a key in bytes.
    public static let byteCount = 32
    /// How much longer a box is than what it holds.
    public static let overhead = nonceByteCount + tagByteCount

    private static let nonceByteCount = 12
    private static let tagByteCount = 16

    private let secret: SecretBytes

    /// A new random key.
    ///
    /// - Throws: ``CryptoError`` when there is no randomness.
    public init() throws(CryptoError) {
        secret = try SecretBytes(randomCount: Self.byteCount)
    }

    /// The key that belongs to a passphrase: PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2).
    ///
    /// - Parameters:
    ///   - salt: at least 16 random bytes, kept beside what the key encrypts.
    ///   - rounds: 600,000 unless a file says otherwise; slow on purpose, so derive once per start.
    public init(
        passphrase: borrowing Passphrase, salt: [UInt8], rounds: Int = StorageKey.rounds
    ) throws(CryptoError) {
        secret = try PasswordEncryption.derive(passphrase, salt: salt, rounds: rounds)
    }

    private init(_ secret: consuming SecretBytes) {
        self.secret = secret
    }

    /// The PBKDF2 rounds of a new key.
    public static let rounds = PasswordEncryption.rounds

    /// Random bytes for a salt.
    public static func salt() throws(CryptoError) -> [UInt8] { try Random.bytes(16) }

    /// Encrypts `plain` and binds it to `context`, which is not part of the box.
    ///
    /// - Parameter plain: may be empty; the box is then a proof of `context` alone.
    public func seal(_ plain: [UInt8], context: [UInt8]) throws(CryptoError) -> [UInt8] {
        try seal(plain.span, context)
    }

    /// Decrypts a box.
    ///
    /// - Returns: nil when the box or `context` was changed, or the box belongs to another key.
    public func open(_ box: [UInt8], context: [UInt8]) throws(CryptoError) -> [UInt8]? {
        guard box.count >= Self.overhead else { return nil }
        var isGenuine = false
        let capacity = box.count - Self.overhead + Self.tagByteCount * 2
        var plain = try [UInt8](capacity: capacity) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            isGenuine = try decrypt(box.span, context, into: &output)
        }
        guard isGenuine else {
            plain.cleanse()
            return nil
        }
        return plain
    }

    /// Encrypts another key under this one.
    public func wrap(_ key: StorageKey, context: [UInt8]) throws(CryptoError) -> [UInt8] {
        try key.secret.withSpan { (plain) throws(CryptoError) in try seal(plain, context) }
    }

    /// Recovers a wrapped key.
    ///
    /// - Returns: nil when it does not open under this key and `context`.
    public func unwrap(_ wrapped: [UInt8], context: [UInt8]) throws(CryptoError) -> StorageKey? {
        guard wrapped.count == Self.byteCount + Self.overhead else { return nil }
        var isGenuine = false
        let capacity = Self.byteCount + Self.tagByteCount * 2
        let plain = try SecretBytes(capacity: capacity) { (output) throws(CryptoError) in
            isGenuine = try decrypt(wrapped.span, context, into: &output)
        }
        return isGenuine ? StorageKey(plain) : nil
    }

    private func seal(_ plain: Span<UInt8>, _ context: [UInt8]) throws(CryptoError) -> [UInt8] {
        let cipher = try CipherContext()
        let capacity = plain.count + Self.overhead + Self.tagByteCount
        return try [UInt8](capacity: capacity) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try Random.appendPublicBytes(Self.nonceByteCount, to: &output)
            try secret.withSpan { (key) throws(CryptoError) in
                try cipher.begin(.aes256GCM, .encrypt, key: key, iv: output.span)
            }
            try cipher.authenticate(context.span)
            try cipher.update(plain, into: &output)
            _ = try cipher.finish(into: &output)
            try cipher.appendTag(to: &output)
        }
    }

    private func decrypt(
        _ box: Span<UInt8>, _ context: [UInt8], into output: inout OutputSpan<UInt8>
    ) throws(CryptoError) -> Bool {
        let end = box.count - Self.tagByteCount
        let cipher = try CipherContext()
        try secret.withSpan { (key) throws(CryptoError) in
            try cipher.begin(.aes256GCM, .decrypt, key: key, iv: box.extracting(0..<Self.nonceByteCount))
        }
        try cipher.expect(tag: box.extracting(end..<box.count))
        try cipher.authenticate(context.span)
        try cipher.update(box.extracting(Self.nonceByteCount..<end), into: &output)
        return try cipher.finish(into: &output)
    }
}
