/// The signed attributes that decide (RFC 5652, 11; RFC 5035, 3). Others, such as the capabilities that mail clients add,
/// are signed but say nothing here.
struct ReadSignedAttributes {
    let contentType: ObjectID
    let messageDigest: [UInt8]
    let signingTime: UTCTime
    /// nil when the attribute is absent.
    let signingCertificate: ReadSigningCertificate?

    private static let maximumCount = 16

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(OpenError) {
        let values = try OpenError.parsing(.signedAttributes) { () throws(DERError) in
            try Self.values(element, in: bytes)
        }
        func value(_ kind: ObjectID) -> DERElement? { values.first { $0.kind == kind }?.value }
        guard let type = value(.contentType), let digest = value(.messageDigest), let time = value(.signingTime)
        else { throw OpenError(.signedAttributes, "missing") }
        do throws(DERError) {
            contentType = try ObjectID(type, in: bytes)
            guard digest.tag == .octetString else { throw digest.error(.unexpectedTag) }
            messageDigest = digest.bytes(in: bytes)
            signingTime = try time.time(in: bytes)
            signingCertificate =
                if let value = value(.signingCertificateV2) {
                    try ReadSigningCertificate(value, in: bytes)
                } else { nil }
        } catch {
            throw OpenError(.signedAttributes, error.reason.rawValue)
        }
    }

    /// Each attribute may occur once, with one value.
    private static func values(
        _ element: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> [(kind: ObjectID, value: DERElement)] {
        var values: [(kind: ObjectID, value: DERElement)] = []
        var reader = element.reader()
        while !reader.isAtEnd {
            guard values.count < maximumCount else { throw reader.error(.tooMuch) }
            var attribute = try reader.next(.sequence, in: bytes).reader()
            let kind = try ObjectID(try attribute.next(.objectIdentifier, in: bytes), in: bytes)
            var set = try attribute.next(.set, in: bytes).reader()
            try attribute.finish()
            let value = try set.next(in: bytes)
            try set.finish()
            guard !values.contains(where: { $0.kind == kind }) else { throw attribute.error(.tooMuch) }
            values.append((kind, value))
        }
        return values
    }
}
