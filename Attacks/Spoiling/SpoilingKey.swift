public import Envelope

/// A signing key whose signatures are wrong in their last bit.
public struct SpoilingKey: SigningKey {
    private let key: any SigningKey

    public init(_ key: any SigningKey) { self.key = key }

    public var publicKey: PublicKey { key.publicKey }

    public func sign(_ digest: Digest) throws(KeyError) -> [UInt8] {
        var signature = try key.sign(digest)
        signature[signature.count - 1] ^= 1
        return signature
    }
}
