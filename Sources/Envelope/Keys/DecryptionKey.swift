/// A private key that recovers content keys. The key itself may live in another process.
public protocol DecryptionKey: Sendable {
    var publicKey: PublicKey { get }

    /// Recovers the content key that was wrapped for this key.
    ///
    /// A wrapped key that does not open is answered with a random content key, so that nobody outside can tell the
    /// difference; ``ContentKey/isGenuine`` tells the log.
    ///
    /// - Throws: ``KeyError/unavailable`` when the key can't be reached; ``KeyError/wrongUse(_:)`` for a scheme that this
    ///   kind of key does not know; ``KeyError/crypto(_:)`` when OpenSSL can't work at all.
    func unwrap(_ wrapped: WrappedKey) throws(KeyError) -> ContentKey
}
