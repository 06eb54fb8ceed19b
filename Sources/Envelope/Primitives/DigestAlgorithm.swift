/// The digests that may appear in a signature or a key derivation. SHA-1 and MD5 are not among them.
public enum DigestAlgorithm: String, CaseIterable, Hashable, Sendable {
    case sha256 = "sha-256"
    case sha384 = "sha-384"
    case sha512 = "sha-512"

    /// Length of a digest in bytes.
    public var byteCount: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }
}
