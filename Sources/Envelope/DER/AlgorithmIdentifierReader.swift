/// What an AlgorithmIdentifier says: the algorithm, and its parameters where there are any.
struct ReadAlgorithm {
    let identifier: ObjectID
    /// The element of the parameters, NULL included.
    let parameters: DERElement?

    /// Whether the parameters are absent or NULL.
    var hasNoParameters: Bool {
        guard let parameters else { return true }
        return parameters.tag == .null && parameters.content.isEmpty
    }

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        guard element.tag == .sequence else { throw element.error(.unexpectedTag) }
        var reader = element.reader()
        identifier = try ObjectID(try reader.next(.objectIdentifier, in: bytes), in: bytes)
        parameters = reader.isAtEnd ? nil : try reader.next(in: bytes)
        try reader.finish()
    }

    /// The digest that this names, if it is one that we accept.
    var digest: DigestAlgorithm? {
        guard hasNoParameters else { return nil }
        switch identifier {
        case .sha256: return .sha256
        case .sha384: return .sha384
        case .sha512: return .sha512
        default: return nil
        }
    }
}
