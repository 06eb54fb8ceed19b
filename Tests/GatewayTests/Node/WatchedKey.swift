import Envelope

/// A private key that says when it opens something.
struct WatchedKey: DecryptionKey {
    let key: PrivateKey
    let certificate: Certificate
    let log: KeyLog

    var publicKey: PublicKey { key.publicKey }

    func unwrap(_ wrapped: WrappedKey) throws(KeyError) -> ContentKey {
        log.note(certificate.encoded)
        return try key.unwrap(wrapped)
    }
}
