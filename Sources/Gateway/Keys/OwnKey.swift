internal import Envelope

/// A private key of this node with its certificate.
struct OwnKey: Sendable {
    /// Where it came from, for messages to the operator.
    let file: String
    let certificate: Certificate
    let signing: any SigningKey
    let decryption: any DecryptionKey

    init(file: String, certificate: Certificate, key: PrivateKey) {
        self.init(file: file, certificate: certificate, signing: key, decryption: key)
    }

    init(file: String, certificate: Certificate, signing: any SigningKey, decryption: any DecryptionKey) {
        self.file = file
        self.certificate = certificate
        self.signing = signing
        self.decryption = decryption
    }
}
