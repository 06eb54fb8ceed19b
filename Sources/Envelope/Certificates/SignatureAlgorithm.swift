/// How certificates, requests and messages are signed.
struct SignatureAlgorithm: Hashable, Sendable {
    let digest: DigestAlgorithm
    let isElliptic: Bool

    /// The digest that goes with a key: as strong as the key.
    init(signingWith key: KeyAlgorithm) {
        digest = key == .p384 ? .sha384 : .sha256
        isElliptic = key.isElliptic
    }

    private init(_ digest: DigestAlgorithm, isElliptic: Bool) {
        self.digest = digest
        self.isElliptic = isElliptic
    }

    /// AlgorithmIdentifier, DER (RFC 5758, 3.2; RFC 8017, A.2.4).
    var encoded: [UInt8] {
        switch (isElliptic, digest) {
        case (true, .sha256): AlgorithmIdentifier.ecdsaWithSHA256
        case (true, .sha384): AlgorithmIdentifier.ecdsaWithSHA384
        case (true, .sha512): AlgorithmIdentifier.ecdsaWithSHA512
        case (false, .sha256): AlgorithmIdentifier.sha256WithRSA
        case (false, .sha384): AlgorithmIdentifier.sha384WithRSA
        case (false, .sha512): AlgorithmIdentifier.sha512WithRSA
        }
    }

    /// - Returns: nil for an algorithm that is not accepted.
    init?(_ read: ReadAlgorithm) {
        guard read.hasNoParameters else { return nil }
        switch read.identifier {
        case .ecdsaWithSHA256: self.init(.sha256, isElliptic: true)
        case .ecdsaWithSHA384: self.init(.sha384, isElliptic: true)
        case .ecdsaWithSHA512: self.init(.sha512, isElliptic: true)
        case .sha256WithRSA: self.init(.sha256, isElliptic: false)
        case .sha384WithRSA: self.init(.sha384, isElliptic: false)
        case .sha512WithRSA: self.init(.sha512, isElliptic: false)
        default: return nil
        }
    }
}
