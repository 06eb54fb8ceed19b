/// One who could open an envelope.
public struct InspectedRecipient: Hashable, Sendable {
    /// Which certificate is meant.
    public let identity: InspectedIdentity
    /// How the content key is wrapped, such as `ECDH P-256, X9.63 KDF with SHA-256, AES-256 key wrap`.
    public let wrapping: String
    /// Bytes of the wrapped content key.
    public let wrappedByteCount: Int

    /// Reads one RecipientInfo (RFC 5652 section 6.2); key agreement may name several recipients.
    static func read(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [InspectedRecipient] {
        switch element.tag {
        case .sequence: [try transport(element, in: bytes)]
        case .constructed(1): try agreement(element, in: bytes)
        default:
            [InspectedRecipient(identity: .none, wrapping: "of another kind", wrappedByteCount: element.content.count)]
        }
    }

    private static func transport(
        _ element: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> InspectedRecipient {
        var reader = element.reader()
        _ = try reader.next(.integer, in: bytes)
        let identity = try InspectedIdentity(try reader.next(in: bytes), in: bytes)
        let algorithm = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
        let wrapped = try reader.next(.octetString, in: bytes).content.count
        try reader.finish()
        let name = AlgorithmName.of(algorithm.identifier)
        guard algorithm.identifier == .rsaesOAEP else {
            return InspectedRecipient(identity: identity, wrapping: name, wrappedByteCount: wrapped)
        }
        let digest = try oaepDigest(algorithm.parameters, in: bytes)
        return InspectedRecipient(identity: identity, wrapping: "\(name) with \(digest)", wrappedByteCount: wrapped)
    }

    /// SHA-1 when RSAES-OAEP-params says nothing (RFC 8017 appendix A.2.1).
    private static func oaepDigest(_ parameters: DERElement?, in bytes: Span<UInt8>) throws(DERError) -> String {
        var outer = parameters?.reader()
        guard var inner = try outer?.optional(.constructed(0), in: bytes)?.reader() else { return "SHA-1" }
        return AlgorithmName.of(try ReadAlgorithm(try inner.next(.sequence, in: bytes), in: bytes).identifier)
    }

    private static func agreement(
        _ element: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> [InspectedRecipient] {
        var reader = element.reader()
        _ = try reader.next(.integer, in: bytes)
        let originator = try reader.next(.constructed(0), in: bytes)
        _ = try reader.optional(.constructed(1), in: bytes)
        let scheme = try ReadAlgorithm(try reader.next(.sequence, in: bytes), in: bytes)
        let keys = try reader.next(.sequence, in: bytes)
        try reader.finish()
        var name = "ECDH" + (try curve(originator, in: bytes).map { " \($0)" } ?? "")
        name += ", " + AlgorithmName.of(scheme.identifier)
        if let parameters = scheme.parameters, parameters.tag == .sequence {
            name += ", " + AlgorithmName.of(try ReadAlgorithm(parameters, in: bytes).identifier)
        }
        return try recipients(keys, name, in: bytes)
    }

    private static func recipients(
        _ keys: DERElement, _ wrapping: String, in bytes: Span<UInt8>
    ) throws(DERError) -> [InspectedRecipient] {
        var recipients: [InspectedRecipient] = []
        var reader = keys.reader()
        while !reader.isAtEnd {
            var key = try reader.next(.sequence, in: bytes).reader()
            let identity = try InspectedIdentity(try key.next(in: bytes), in: bytes)
            let wrapped = try key.next(.octetString, in: bytes).content.count
            try key.finish()
            guard recipients.count < 64 else { throw reader.error(.tooMuch) }
            recipients.append(
                InspectedRecipient(identity: identity, wrapping: wrapping, wrappedByteCount: wrapped))
        }
        return recipients
    }

    /// The curve of the originator's key. Its parameters may be absent: the length of the point tells then.
    private static func curve(_ originator: DERElement, in bytes: Span<UInt8>) throws(DERError) -> String? {
        var outer = originator.reader()
        guard let key = try outer.optional(.constructed(1), in: bytes) else { return nil }
        var reader = key.reader()
        _ = try reader.next(.sequence, in: bytes)
        switch try reader.next(.bitString, in: bytes).content.count {
        case 66: return "P-256"
        case 98: return "P-384"
        default: return nil
        }
    }
}
