/// The SHA-256 digest of a whole certificate, as people compare it over another channel.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    public func hash(into hasher: inout Hasher) {
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    init(of encoded: [UInt8]) throws(CryptoError) {
        bytes = try Digest(.sha256, of: encoded).bytes
    }

    /// Capital hexadecimal pairs with colons, as `openssl x509 -fingerprint -sha256` prints them.
    public var description: String { Hexadecimal.pairs(bytes) }
}
