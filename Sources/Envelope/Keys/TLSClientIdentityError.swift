/// Why a certificate and a key can't serve in TLS.
public enum TLSClientIdentityError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge
    case noCertificate
    /// The key is no PEM, or the passphrase does not open it.
    case key
    /// The key is not that of the first certificate.
    case mismatch

    public var description: String {
        switch self {
        case .tooLarge: "larger than 256 KiB"
        case .noCertificate: "holds no certificate that can be read"
        case .key: "holds no private key that this passphrase opens"
        case .mismatch: "the key is not that of the first certificate"
        }
    }
}
