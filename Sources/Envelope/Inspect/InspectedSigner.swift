/// One signer, as the signature names him (RFC 5652 section 5.3).
public struct InspectedSigner: Hashable, Sendable {
    public let identity: InspectedIdentity
    /// The digest, such as `SHA-256`.
    public let digest: String
    /// The signature algorithm, such as `ECDSA with SHA-256`.
    public let algorithm: String
    /// The names of the signed attributes.
    public let attributes: [String]
    /// When the signer says that he signed.
    public let signingTime: UTCTime?
    public let signatureByteCount: Int

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        var reader = element.reader()
        _ = try reader.next(.integer, in: bytes)
        identity = try InspectedIdentity(try reader.next(in: bytes), in: bytes)
        digest = AlgorithmName.of(try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes).identifier)
        let signed = try reader.optional(.constructed(0), in: bytes)
        attributes = try signed.map { (set) throws(DERError) in try InspectedAttributes.names(set, in: bytes) } ?? []
        signingTime = try signed.flatMap { (set) throws(DERError) in
            try InspectedAttributes.signingTime(set, in: bytes)
        }
        algorithm = AlgorithmName.of(try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes).identifier)
        signatureByteCount = try reader.next(.octetString, in: bytes).content.count
        _ = try reader.optional(.constructed(1), in: bytes)
        try reader.finish()
    }
}
