/// A content key as it was wrapped for one recipient.
public struct WrappedKey: Hashable, Sendable {
    /// How the content key was wrapped.
    public enum Scheme: Hashable, Sendable {
        /// Ephemeral-static ECDH, the X9.63 key derivation with `digest`, and AES-256 key wrap (RFC 5753). `originator` is the
        /// uncompressed point of the ephemeral key; `sharedInfo` the DER of ECC-CMS-SharedInfo.
        case agreement(digest: DigestAlgorithm, originator: [UInt8], sharedInfo: [UInt8])
        /// RSAES-OAEP with one digest for both its uses and an empty label.
        case oaep(OAEPDigest)
        /// RSAES-PKCS1-v1_5: only for partners whose entry says so.
        case pkcs1
    }

    /// The digest inside RSAES-OAEP. SHA-1 is no weakness there; products of `cbc` partners know nothing else.
    public enum OAEPDigest: Hashable, Sendable {
        case sha1
        case sha256
    }

    public let scheme: Scheme
    public let encryptedKey: [UInt8]

    public init(scheme: Scheme, encryptedKey: [UInt8]) {
        self.scheme = scheme
        self.encryptedKey = encryptedKey
    }
}
