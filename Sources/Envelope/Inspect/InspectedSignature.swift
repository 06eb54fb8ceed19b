/// A signature as it looks without checking it.
public struct InspectedSignature: Hashable, Sendable {
    /// The type of what is signed, such as `id-data`.
    public let contentType: String
    /// Bytes of the content inside; nil when the signature is detached.
    public let contentByteCount: Int?
    /// SHA-256 fingerprints of the certificates that travel along.
    public let certificates: [Fingerprint]
    public let signers: [InspectedSigner]

    private static let maximumSigners = 16
    private static let maximumCertificates = 16

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        var reader = element.reader()
        _ = try reader.next(.integer, in: bytes)
        _ = try reader.next(.set, in: bytes)
        var content = try reader.next(.sequence, in: bytes).reader()
        let type = try ObjectID(try content.next(.objectIdentifier, in: bytes), in: bytes)
        contentType = AlgorithmName.of(type)
        contentByteCount = try content.optional(.constructed(0), in: bytes).map { (inside) throws(DERError) in
            var reader = inside.reader()
            return try reader.next(.octetString, in: bytes).content.count
        }
        certificates = try Self.certificates(try reader.optional(.constructed(0), in: bytes), in: bytes)
        _ = try reader.optional(.constructed(1), in: bytes)
        signers = try Self.signers(try reader.next(.set, in: bytes), in: bytes)
        try reader.finish()
    }

    private static func certificates(
        _ set: DERElement?, in bytes: Span<UInt8>
    ) throws(DERError) -> [Fingerprint] {
        guard let set else { return [] }
        var fingerprints: [Fingerprint] = []
        var reader = set.reader()
        while !reader.isAtEnd {
            let certificate = try reader.next(in: bytes)
            guard fingerprints.count < maximumCertificates else { throw reader.error(.tooMuch) }
            guard let fingerprint = try? Fingerprint(of: [UInt8](bytes, certificate.whole)) else {
                throw certificate.error(.value)
            }
            fingerprints.append(fingerprint)
        }
        return fingerprints
    }

    private static func signers(_ set: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [InspectedSigner] {
        var signers: [InspectedSigner] = []
        var reader = set.reader()
        while !reader.isAtEnd {
            guard signers.count < maximumSigners else { throw reader.error(.tooMuch) }
            signers.append(try InspectedSigner(try reader.next(.sequence, in: bytes), in: bytes))
        }
        return signers
    }
}
