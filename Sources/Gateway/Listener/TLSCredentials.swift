/// What a TLS server shows and proves itself with.
struct TLSCredentials: Sendable {
    /// PEM: the certificate, then those of its authorities, without the root.
    let certificate: [UInt8]
    /// PEM: the private key of the first certificate, not encrypted.
    let key: [UInt8]

    init(certificate: [UInt8], key: [UInt8]) {
        self.certificate = certificate
        self.key = key
    }
}
