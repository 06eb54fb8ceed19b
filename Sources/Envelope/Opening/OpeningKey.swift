/// One of our encryption keys, with its certificate and the one suite that it opens.
public struct OpeningKey: Sendable {
    public let certificate: Certificate
    public let key: any DecryptionKey
    /// A key that opens AES-CBC never opens AES-GCM, so that no GCM message can be turned into a CBC one.
    public let suite: Suite

    /// - Throws: ``SealError/certificateUse(_:)``, ``SealError/keyMismatch``.
    public init(certificate: Certificate, key: any DecryptionKey, suite: Suite = .gcm) throws(SealError) {
        guard certificate.permits(.encryption) else { throw .certificateUse(.encryption) }
        guard certificate.publicKey == key.publicKey else { throw .keyMismatch }
        self.certificate = certificate
        self.key = key
        self.suite = suite
    }
}
