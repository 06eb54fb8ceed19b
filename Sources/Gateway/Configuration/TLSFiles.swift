/// A TLS certificate and its key, as absolute paths of PEM files.
struct TLSFiles: Hashable, Sendable {
    /// The certificate, then those up to the authority.
    let certificate: String
    /// Plain, or encrypted under the node's passphrase.
    let key: String
}
