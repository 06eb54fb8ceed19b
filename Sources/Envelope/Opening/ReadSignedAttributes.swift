/// The signed attributes that decide (RFC 5652, 11; RFC 5035, 3). Others, such as the capabilities that mail clients add,
/// are signed but say nothing here.
struct ReadSignedAttributes {
    let contentType: ObjectID
    let messageDigest: [UInt8]
    let signingTime: UTCTime
    /// nil when the attribute is absent.
    let signingCertificate: ReadSigningCertificate?
    /// In a receipt: the digest of the signed attributes of the message that it is about (RFC 2634, 2.6).
    let messageSignatureDigest: [UInt8]?
    /// By what name a receipt is asked for; nil when none is (RFC 2634, 2.7).
    let receiptIdentifier: [UInt8]?

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
            signingTime = try Self.signingTime(time, in: bytes)
            signingCertificate =
                if let value = value(.signingCertificateV2) {
                    try ReadSigningCertificate(value, in: bytes)
                } else { nil }
            messageSignatureDigest =
                if let value = value(.messageSignatureDigest) { try Self.octets(value, in: bytes) } else { nil }
            receiptIdentifier =
                if let value = value(.receiptRequest) { try Self.identifier(value, in: bytes) } else { nil }
        } catch {
            throw OpenError(.signedAttributes, error.reason.rawValue)
        }
    }

    private static func octets(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [UInt8] {
        guard element.tag == .octetString else { throw element.error(.unexpectedTag) }
        return element.bytes(in: bytes)
    }

    /// The first field of a ReceiptRequest; from whom, and to whom, the answer goes is for its reader.
    private static func identifier(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) -> [UInt8] {
        guard element.tag == .sequence else { throw element.error(.unexpectedTag) }
        var reader = element.reader()
        return try octets(try reader.next(in: bytes), in: bytes)
    }

    /// RFC 5652, 11.3: with two digits for the year until 2049.
    private static func signingTime(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) -> UTCTime {
        let time = try element.time(in: bytes)
        guard element.tag == (time.parts.year < 2050 ? .utcTime : .generalizedTime) else {
            throw element.error(.unexpectedTag)
        }
        return time
    }

    /// Each attribute may occur once, with one value, in the order of DER: stock tools put them in that order before they
    /// verify (RFC 5652, 5.4).
    private static func values(
        _ element: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> [(kind: ObjectID, value: DERElement)] {
        var values: [(kind: ObjectID, value: DERElement)] = []
        var reader = element.reader()
        var previous: DERElement?
        while !reader.isAtEnd {
            guard values.count < maximumCount else { throw reader.error(.tooMuch) }
            let whole = try reader.next(.sequence, in: bytes)
            guard previous.map({ isAscending($0, whole, in: bytes) }) ?? true else { throw whole.error(.value) }
            previous = whole
            var attribute = whole.reader()
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

    /// Whether `left` stands before `right` in a SET OF (X.690, 11.6).
    private static func isAscending(_ left: DERElement, _ right: DERElement, in bytes: Span<UInt8>) -> Bool {
        let (left, right) = (left.whole, right.whole)
        for offset in 0..<min(left.count, right.count) {
            let (one, other) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
            if one != other { return one < other }
        }
        return left.count <= right.count
    }
}
