/// The public structure of an envelope, as places in its bytes. Reading it is the first check, before any key is used.
struct ReadEnvelope {
    let suite: Suite
    /// The SET OF RecipientInfo.
    let recipients: DERElement
    let iv: Range<Int>
    /// The ciphertext, in one piece; in suite `cbc` other software may cut it into several.
    let content: [Range<Int>]
    /// The authentication tag (suite `gcm`).
    let tag: Range<Int>?
    /// The element [1] of authenticated attributes (suite `gcm`).
    let authenticated: DERElement?

    /// - Parameter due: the suite of the partner.
    init(_ bytes: Span<UInt8>, due: Suite) throws(OpenError) {
        let (type, body) = try OpenError.parsing { () throws(DERError) in
            var reader = try DERReader.document(.sequence, in: bytes).reader()
            let type = try ObjectID(try reader.next(.objectIdentifier, in: bytes), in: bytes)
            var wrapper = try reader.next(.constructed(0), in: bytes).reader()
            try reader.finish()
            let body = try wrapper.next(.sequence, in: bytes)
            try wrapper.finish()
            return (type, body)
        }
        switch type {
        case .authEnvelopedData: suite = .gcm
        case .envelopedData: suite = .cbc
        default: throw OpenError(.contentType, type.description)
        }
        guard suite == due else { throw OpenError(.suite, suite.rawValue) }
        let fields = try Fields(body, suite, in: bytes)
        recipients = fields.recipients
        content = fields.content
        authenticated = fields.authenticated
        tag = fields.tag
        iv = try Self.iv(fields.cipher, suite, tag: fields.tag, in: bytes)
    }

    /// The additional data: the authenticated attributes with the tag of a SET (RFC 5083, 2.2).
    func additionalData(in bytes: Span<UInt8>) -> [UInt8] {
        guard let authenticated else { return [] }
        var data = [UInt8](bytes, authenticated.whole)
        data[0] = DERTag.set.rawValue
        return data
    }

    /// Checks the cipher, then the lengths of nonce and tag: all before anything is decrypted (CVE-2026-34182).
    private static func iv(
        _ cipher: ReadAlgorithm, _ suite: Suite, tag: Range<Int>?, in bytes: Span<UInt8>
    ) throws(OpenError) -> Range<Int> {
        guard cipher.identifier == (suite == .gcm ? .aes256GCM : .aes256CBC), let parameters = cipher.parameters else {
            throw OpenError(.contentCipher, cipher.identifier.description)
        }
        let (iv, tagCount) = try OpenError.parsing { () throws(DERError) -> (DERElement, Int) in
            if suite == .cbc { return (parameters, 0) }
            guard parameters.tag == .sequence else { throw parameters.error(.unexpectedTag) }
            var reader = parameters.reader()
            let nonce = try reader.next(.octetString, in: bytes)
            // RFC 5084, 3.2: 12 when it is not said.
            let count = try reader.optional(.integer, in: bytes)?.smallInteger(in: bytes) ?? 12
            try reader.finish()
            return (nonce, count)
        }
        guard iv.tag == .octetString, iv.content.count == suite.ivByteCount else {
            throw OpenError(.nonceLength, "\(iv.content.count)")
        }
        guard suite == .cbc || (tagCount == 16 && tag?.count == 16) else {
            throw OpenError(.tagLength, "\(tag?.count ?? 0)")
        }
        return iv.content
    }
}

extension ReadEnvelope {
    /// The fields of AuthEnvelopedData (RFC 5083, 2.1) and EnvelopedData (RFC 5652, 6.1). Information about the originator and
    /// unauthenticated attributes are not in the profile.
    struct Fields {
        /// Software that writes in pieces takes 1,000 bytes or more for one.
        private static let maximumPieces = 1 << 15

        let recipients: DERElement
        let cipher: ReadAlgorithm
        let content: [Range<Int>]
        let authenticated: DERElement?
        let tag: Range<Int>?

        init(_ body: DERElement, _ suite: Suite, in bytes: Span<UInt8>) throws(OpenError) {
            do throws(DERError) {
                var reader = body.reader()
                let version = try reader.next(.integer, in: bytes)
                let number = try version.smallInteger(in: bytes)
                guard suite == .gcm ? number == 0 : (0...4).contains(number) else { throw version.error(.value) }
                recipients = try reader.next(.set, in: bytes)
                var info = try reader.next(.sequence, in: bytes).reader()
                let type = try info.next(.objectIdentifier, in: bytes)
                guard try ObjectID(type, in: bytes) == .data else { throw type.error(.value) }
                cipher = try ReadAlgorithm(try info.next(.sequence, in: bytes), in: bytes)
                content = try Self.content(try info.next(in: bytes), suite, in: bytes)
                try info.finish()
                authenticated = suite == .gcm ? try Self.attributes(&reader, in: bytes) : nil
                tag = suite == .gcm ? try reader.next(.octetString, in: bytes).content : nil
                try reader.finish()
            } catch {
                throw OpenError(.der, error.reason.rawValue)
            }
        }

        /// The authenticated attributes: when the field is there, it is not empty (RFC 5083, 2.1).
        private static func attributes(_ reader: inout DERReader, in bytes: Span<UInt8>) throws(DERError) -> DERElement?
        {
            guard let attributes = try reader.optional(.constructed(1), in: bytes) else { return nil }
            guard !attributes.content.isEmpty else { throw attributes.error(.value) }
            return attributes
        }

        private static func content(
            _ element: DERElement, _ suite: Suite, in bytes: Span<UInt8>
        ) throws(DERError) -> [Range<Int>] {
            if element.tag == .primitive(0) { return [element.content] }
            guard suite == .cbc, element.tag == .constructed(0) else { throw element.error(.unexpectedTag) }
            var pieces: [Range<Int>] = []
            var reader = element.reader()
            while !reader.isAtEnd {
                guard pieces.count < maximumPieces else { throw reader.error(.tooMuch) }
                pieces.append(try reader.next(.octetString, in: bytes).content)
            }
            return pieces
        }
    }
}
