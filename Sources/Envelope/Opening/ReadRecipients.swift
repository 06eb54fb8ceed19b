/// The recipients of an envelope.
struct ReadRecipients {
    /// One wrapped content key, and for whom.
    struct One {
        let identifier: SignerIdentifier
        let encryptedKey: Range<Int>
        /// The KeyAgreeRecipientInfo or KeyTransRecipientInfo that holds it.
        let info: DERElement
        let isAgreement: Bool
    }

    private(set) var all: [One] = []
    private let maximum: Int

    /// - Throws: ``OpenReason/recipientCount`` for none, or more than `maximum`.
    init(_ set: DERElement, maximum: Int, in bytes: Span<UInt8>) throws(OpenError) {
        self.maximum = maximum
        var reader = set.reader()
        while !reader.isAtEnd {
            let info = try OpenError.parsing { () throws(DERError) in try reader.next(in: bytes) }
            switch info.tag {
            case .sequence: try readTransport(info, in: bytes)
            case .constructed(1): try readAgreement(info, in: bytes)
            default: throw OpenError(.keyScheme, "recipient of another kind")
            }
        }
        guard !all.isEmpty else { throw OpenError(.recipientCount, "0") }
    }

    private mutating func append(_ one: One) throws(OpenError) {
        guard all.count < maximum else { throw OpenError(.recipientCount, "more than \(maximum)") }
        all.append(one)
    }

    private mutating func readTransport(_ info: DERElement, in bytes: Span<UInt8>) throws(OpenError) {
        let one = try OpenError.parsing { () throws(DERError) in
            var reader = info.reader()
            _ = try reader.next(.integer, in: bytes)
            let identifier = try Self.identifier(try reader.next(in: bytes), in: bytes)
            _ = try reader.next(.sequence, in: bytes)
            let key = try reader.next(.octetString, in: bytes)
            try reader.finish()
            return One(identifier: identifier, encryptedKey: key.content, info: info, isAgreement: false)
        }
        try append(one)
    }

    private mutating func readAgreement(_ info: DERElement, in bytes: Span<UInt8>) throws(OpenError) {
        var keys = try OpenError.parsing { () throws(DERError) in
            var reader = info.reader()
            _ = try reader.next(.integer, in: bytes)
            _ = try reader.next(.constructed(0), in: bytes)
            _ = try reader.optional(.constructed(1), in: bytes)
            _ = try reader.next(.sequence, in: bytes)
            let keys = try reader.next(.sequence, in: bytes)
            try reader.finish()
            return keys.reader()
        }
        while !keys.isAtEnd {
            let one = try OpenError.parsing { () throws(DERError) in
                var reader = try keys.next(.sequence, in: bytes).reader()
                let identifier = try Self.identifier(try reader.next(in: bytes), in: bytes)
                let key = try reader.next(.octetString, in: bytes)
                try reader.finish()
                return One(identifier: identifier, encryptedKey: key.content, info: info, isAgreement: true)
            }
            try append(one)
        }
    }

    /// IssuerAndSerialNumber, [0] SubjectKeyIdentifier, or [0] RecipientKeyIdentifier (RFC 5652, 6.2).
    private static func identifier(
        _ element: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> SignerIdentifier {
        switch element.tag {
        case .sequence: return SignerIdentifier(issuerAndSerial: [UInt8](bytes, element.whole))
        case .primitive(0): return SignerIdentifier(subjectKeyIdentifier: element.bytes(in: bytes))
        case .constructed(0):
            var reader = element.reader()
            return SignerIdentifier(
                subjectKeyIdentifier: try reader.next(.octetString, in: bytes).bytes(in: bytes))
        default: throw element.error(.unexpectedTag)
        }
    }
}
