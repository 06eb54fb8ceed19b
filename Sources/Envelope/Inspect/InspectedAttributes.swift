/// Reads a SET OF Attribute (RFC 5652 section 5.3) as far as an inspection shows it.
enum InspectedAttributes {
    private static let maximumCount = 32

    static func names(_ set: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [String] {
        try all(set, in: bytes).map { AlgorithmName.of($0.type) }
    }

    static func signingTime(_ set: DERElement, in bytes: Span<UInt8>) throws(DERError) -> UTCTime? {
        guard let attribute = try all(set, in: bytes).first(where: { $0.type == .signingTime }) else { return nil }
        var values = attribute.values.reader()
        return try values.next(in: bytes).time(in: bytes)
    }

    private static func all(
        _ set: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> [(type: ObjectID, values: DERElement)] {
        var attributes: [(type: ObjectID, values: DERElement)] = []
        var reader = set.reader()
        while !reader.isAtEnd {
            guard attributes.count < maximumCount else { throw reader.error(.tooMuch) }
            var attribute = try reader.next(.sequence, in: bytes).reader()
            let type = try ObjectID(try attribute.next(.objectIdentifier, in: bytes), in: bytes)
            attributes.append((type, try attribute.next(.set, in: bytes)))
            try attribute.finish()
        }
        return attributes
    }
}
