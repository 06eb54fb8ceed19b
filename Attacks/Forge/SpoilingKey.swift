internal import Envelope

/// A signing key whose signatures are wrong in their last bit.
struct SpoilingKey: SigningKey {
    let key: any SigningKey
    var publicKey: PublicKey { key.publicKey }

    func sign(_ digest: Digest) throws(KeyError) -> [UInt8] {
        var signature = try key.sign(digest)
        signature[signature.count - 1] ^= 1
        return signature
    }
}
