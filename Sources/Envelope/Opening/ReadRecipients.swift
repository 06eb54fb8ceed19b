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
        guard !all.contains(where: { $0.identifier == one.identifier }) else {
            throw OpenError(.recipientCount, "one of them twice")
        }
        all.append(one)
    }

    private mutating func readTransport(_ info: DERElement, in bytes: Span<UInt8>) throws(OpenError) {
        let one = try OpenError.parsing { () throws(DERError) in
            var reader = info.reader()
            let version = try reader.next(.integer, in: bytes)
            let name = try reader.next(in: bytes)
            // RFC 5652, 6.2.1: the version says how the recipient is named.
            guard try version.smallInteger(in: bytes) == (name.tag == .sequence ? 0 : 2) else {
                throw version.error(.value)
            }
            let identifier = try Self.identifier(name, keyIdentifier: .primitive(0), in: bytes)
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
        guard !keys.isAtEnd else { throw OpenError(.recipientCount, "key agreement with nobody") }
        while !keys.isAtEnd {
            let one = try OpenError.parsing { () throws(DERError) in
                var reader = try keys.next(.sequence, in: bytes).reader()
                let identifier = try Self.identifier(
                    try reader.next(in: bytes), keyIdentifier: .constructed(0), in: bytes)
                let key = try reader.next(.octetString, in: bytes)
                try reader.finish()
                return One(identifier: identifier, encryptedKey: key.content, info: info, isAgreement: true)
            }
            try append(one)
        }
    }

    /// IssuerAndSerialNumber, or under `keyIdentifier` a SubjectKeyIdentifier (key transport) or a RecipientKeyIdentifier
    /// without date or other attribute (key agreement; RFC 5652, 6.2).
    private static func identifier(
        _ element: DERElement, keyIdentifier: DERTag, in bytes: Span<UInt8>
    ) throws(DERError) -> SignerIdentifier {
        if element.tag == .sequence { return SignerIdentifier(issuerAndSerial: [UInt8](bytes, element.whole)) }
        guard element.tag == keyIdentifier else { throw element.error(.unexpectedTag) }
        if element.tag == .primitive(0) { return SignerIdentifier(subjectKeyIdentifier: element.bytes(in: bytes)) }
        var reader = element.reader()
        let name = try reader.next(.octetString, in: bytes)
        try reader.finish()
        return SignerIdentifier(subjectKeyIdentifier: name.bytes(in: bytes))
    }
}
