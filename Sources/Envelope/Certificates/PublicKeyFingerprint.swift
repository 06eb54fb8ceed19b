extension PublicKey {
    /// The SHA-256 digest of the SubjectPublicKeyInfo: what two people compare before a certificate exists, and what stays
    /// the same when a certificate is renewed for the same key.
    ///
    /// - Throws: ``CryptoError`` when OpenSSL could not compute a digest.
    public func fingerprint() throws(CryptoError) -> Fingerprint { try Fingerprint(of: encoded) }
}
