/// The kinds of keys that the gateway knows.
public enum KeyAlgorithm: Hashable, Sendable, CustomStringConvertible {
    case p256
    case p384
    /// RSA with a modulus of `bits` bits: 3072 to 4096.
    case rsa(bits: Int)

    /// Accepted lengths of an RSA modulus in bits.
    public static let rsaBits = 3072...4096

    public var isElliptic: Bool {
        switch self {
        case .p256, .p384: true
        case .rsa: false
        }
    }

    public var description: String {
        switch self {
        case .p256: "EC P-256"
        case .p384: "EC P-384"
        case .rsa(let bits): "RSA-\(bits)"
        }
    }

    /// Bytes of an uncompressed point (SEC 1, 2.3.3); 0 for RSA.
    var pointByteCount: Int {
        switch self {
        case .p256: 65
        case .p384: 97
        case .rsa: 0
        }
    }

    /// Bytes of the secret that ECDH gives; 0 for RSA.
    var agreedByteCount: Int { pointByteCount / 2 }
}
