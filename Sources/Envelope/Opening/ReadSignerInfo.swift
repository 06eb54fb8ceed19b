/// A SignerInfo (RFC 5652, 5.3), as places in the SignedData.
struct ReadSignerInfo {
    let identifier: SignerIdentifier
    let digest: ReadAlgorithm
    /// The element [0] of signed attributes.
    let attributes: DERElement?
    let algorithm: ReadAlgorithm
    let signature: Range<Int>

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(OpenError) {
        do throws(DERError) {
            var reader = element.reader()
            let version = try reader.next(.integer, in: bytes)
            let name = try reader.next(in: bytes)
            guard try version.smallInteger(in: bytes) == (name.tag == .sequence ? 1 : 3) else {
                throw version.error(.value)
            }
            switch name.tag {
            case .sequence: identifier = SignerIdentifier(issuerAndSerial: [UInt8](bytes, name.whole))
            case .primitive(0): identifier = SignerIdentifier(subjectKeyIdentifier: name.bytes(in: bytes))
            default: throw name.error(.unexpectedTag)
            }
            digest = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
            attributes = try reader.optional(.constructed(0), in: bytes)
            algorithm = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
            signature = try reader.next(.octetString, in: bytes).content
            // Unsigned attributes can't change what was signed.
            _ = try reader.optional(.constructed(1), in: bytes)
            try reader.finish()
        } catch {
            throw OpenError(.signedData, error.reason.rawValue)
        }
    }
}
