/// Why a key is not accepted, and what to do about it.
public enum KeyError: Error, Hashable, Sendable {
    /// The key is of a kind that the gateway does not know; `kind` is its object identifier.
    case unsupportedAlgorithm(kind: String)
    /// The key spells out its curve instead of naming it (CVE-2020-0601 came from accepting such keys).
    case explicitCurveParameters
    /// The public point is written in its short form, which not all software reads.
    case compressedPoint
    /// A named curve other than P-256 and P-384.
    case unsupportedCurve(String)
    /// The RSA modulus is outside ``KeyAlgorithm/rsaBits``.
    case rsaLength(bits: Int)
    /// An RSA public exponent other than an odd number from 65537 to 2^32.
    case rsaExponent
    /// The file holds the key without encryption.
    case unencrypted
    /// The file is encrypted in another way than PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC.
    case unsupportedEncryption
    /// The number of PBKDF2 rounds is outside 1,000 to 10,000,000.
    case rounds(Int)
    /// The passphrase is wrong, or the file was changed.
    case wrongPassphrase
    /// The bytes are not a PEM file with the `label` that was due.
    case notPEM(label: String)
    /// The structure of the file is wrong.
    case malformed(DERError)
    /// The point is not on the curve, or the private half does not belong to the public one.
    case inconsistent
    /// The key can't do what was asked, such as agreeing a secret with an RSA key.
    case wrongUse(String)
    /// The process that holds the key does not answer.
    case unavailable
    case crypto(CryptoError)
}

extension KeyError {
    static func wrapping<R: ~Copyable>(_ body: () throws(CryptoError) -> R) throws(KeyError) -> R {
        do throws(CryptoError) { return try body() } catch { throw .crypto(error) }
    }
}

extension KeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unsupportedAlgorithm(let kind):
            "keys of the kind \(kind) are not supported; use EC P-256, EC P-384, or RSA of 3072 to 4096 bits"
        case .explicitCurveParameters:
            "the key spells out its curve; write it again with `openssl ec -param_enc named_curve`"
        case .compressedPoint:
            "the key is written with a compressed point; write it again with `openssl ec -conv_form uncompressed`"
        case .unsupportedCurve(let curve): "the curve \(curve) is not supported; use P-256 or P-384"
        case .rsaLength(let bits): "RSA with \(bits) bits is not accepted; make a key of 3072 to 4096 bits"
        case .rsaExponent: "the RSA public exponent is not accepted; make a key with exponent 65537"
        case .unencrypted: "the private key is not encrypted; encrypt it with `openssl pkcs8 -topk8 -v2 aes-256-cbc`"
        case .unsupportedEncryption:
            "the private key is encrypted in an unknown way; write it again with `openssl pkcs8 -topk8 -v2 aes-256-cbc`"
        case .rounds(let count): "\(count) PBKDF2 rounds are not accepted; write the key again with 600000"
        case .wrongPassphrase: "the passphrase is wrong, or the key file was changed"
        case .notPEM(let label):
            "this is not a PEM file with BEGIN \(label); write it again with `openssl pkcs8 -topk8 -v2 aes-256-cbc` "
                + "(PKCS #12: first `openssl pkcs12 -nocerts`)"
        case .malformed(let error): "the key is malformed: \(error)"
        case .inconsistent: "the parts of the key do not belong together; restore the file from its source"
        case .wrongUse(let use): "the key can't be used for \(use)"
        case .unavailable: "the process that holds the key does not answer; start it and try again"
        case .crypto(let error): error.description
        }
    }
}
