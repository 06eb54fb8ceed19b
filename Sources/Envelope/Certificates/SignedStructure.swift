/// What certificates, requests and revocation lists have in common: SEQUENCE { content, algorithm, signature }.
struct SignedStructure {
    /// The element that is signed.
    let content: DERElement
    let algorithm: SignatureAlgorithm
    let algorithmElement: DERElement
    /// Where the bits of the signature are.
    let signature: Range<Int>

    init(_ encoded: [UInt8]) throws(CertificateError) {
        let bytes = encoded.span
        let (content, algorithm, read, signature) = try CertificateError.parsing { () throws(DERError) in
            var reader = try DERReader.document(.sequence, in: bytes).reader()
            let content = try reader.next(.sequence, in: bytes)
            let algorithm = try reader.next(.sequence, in: bytes)
            let signature = try reader.next(.bitString, in: bytes).wholeBits(in: bytes)
            try reader.finish()
            return (content, algorithm, try ReadAlgorithm(algorithm, in: bytes), signature)
        }
        if read.identifier == .sha1WithRSA || read.identifier == .ecdsaWithSHA1 { throw .sha1Signature }
        guard let known = SignatureAlgorithm(read) else {
            throw .unsupportedSignature(read.identifier.description)
        }
        self.content = content
        self.algorithm = known
        algorithmElement = algorithm
        self.signature = signature
    }

    /// Whether the holder of `key` signed this.
    func isSigned(by key: PublicKey, in encoded: [UInt8]) throws(CertificateError) -> Bool {
        guard key.algorithm.isElliptic == algorithm.isElliptic else { return false }
        return try CertificateError.wrapping { () throws(CryptoError) in
            let digest = try DigestContext().digest(encoded.span.extracting(content.whole), algorithm.digest)
            return try key.verify(encoded.span.extracting(signature), of: digest)
        }
    }

    /// Signs `content` and puts the three parts together.
    static func sign(_ content: [UInt8], with key: any SigningKey) throws(CertificateError) -> [UInt8] {
        let algorithm = SignatureAlgorithm(signingWith: key.publicKey.algorithm)
        let digest = try CertificateError.wrapping { () throws(CryptoError) in
            try Digest(algorithm.digest, of: content)
        }
        let signature = try CertificateError.loading { () throws(KeyError) in try key.sign(digest) }
        return DERWriter.write { writer in
            writer.sequence {
                $0.raw(content)
                $0.raw(algorithm.encoded)
                $0.bitString(signature)
            }
        }
    }
}
