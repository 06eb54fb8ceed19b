/// Reads RSAES-OAEP-params (RFC 4055, 4.1): the same digest for the label and for MGF1, and no label.
enum OAEPParameters {
    /// - Returns: nil for another combination.
    static func digest(
        _ algorithm: ReadAlgorithm, in bytes: Span<UInt8>
    ) throws(DERError) -> WrappedKey.OAEPDigest? {
        guard let parameters = algorithm.parameters, parameters.tag == .sequence else { return nil }
        var reader = parameters.reader()
        let hash = try explicit(0, &reader, in: bytes)
        let mask = try explicit(1, &reader, in: bytes)
        guard reader.isAtEnd else { return nil }
        let digest = try named(hash, in: bytes)
        guard let mask else { return digest == .sha1 ? digest : nil }
        let generator = try ReadAlgorithm(mask, in: bytes)
        guard generator.identifier == .mgf1 else { return nil }
        return try named(generator.parameters, in: bytes) == digest ? digest : nil
    }

    private static func explicit(
        _ number: UInt8, _ reader: inout DERReader, in bytes: Span<UInt8>
    ) throws(DERError) -> DERElement? {
        guard let wrapper = try reader.optional(.constructed(number), in: bytes) else { return nil }
        var inner = wrapper.reader()
        let element = try inner.next(.sequence, in: bytes)
        try inner.finish()
        return element
    }

    /// SHA-1 when nothing is said.
    private static func named(
        _ element: DERElement?, in bytes: Span<UInt8>
    ) throws(DERError) -> WrappedKey.OAEPDigest? {
        guard let element else { return .sha1 }
        let algorithm = try ReadAlgorithm(element, in: bytes)
        guard algorithm.hasNoParameters else { return nil }
        switch algorithm.identifier {
        case .sha1: return .sha1
        case .sha256: return .sha256
        default: return nil
        }
    }
}
