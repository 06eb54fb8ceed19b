/// A private key that signs. The key itself may live in another process.
public protocol SigningKey: Sendable {
    var publicKey: PublicKey { get }

    /// Signs a digest: ECDSA as a DER SEQUENCE (RFC 3279, 2.2.3), RSA as PKCS #1 v1.5.
    ///
    /// - Throws: ``KeyError/unavailable`` when the key can't be reached; ``KeyError/crypto(_:)`` when signing fails.
    func sign(_ digest: Digest) throws(KeyError) -> [UInt8]
}
