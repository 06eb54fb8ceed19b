/// An encrypted envelope as it looks from outside.
public struct InspectedEnvelope: Hashable, Sendable {
    /// Whether it is AuthEnvelopedData; else EnvelopedData.
    public let isAuthenticated: Bool
    /// Whether it is written in DER; BER is accepted in suite `cbc` only.
    public internal(set) var isDER = true
    /// The suite that its type and cipher make, or nil when they make none.
    public let suite: Suite?
    /// Who could open it, in the order of the envelope.
    public let recipients: [InspectedRecipient]
    /// The name of the cipher, such as `AES-256-GCM`.
    public let cipher: String
    /// Bytes of the nonce or initialisation vector; nil when the parameters have another form.
    public let nonceByteCount: Int?
    /// Bytes of the authentication tag; nil in EnvelopedData.
    public let tagByteCount: Int?
    /// Bytes of the tag as the cipher's parameters announce them; nil in EnvelopedData.
    public let announcedTagByteCount: Int?
    /// Bytes of the ciphertext.
    public let encryptedByteCount: Int
    /// The names of the attributes that are authenticated with the content.
    public let authenticatedAttributes: [String]

    private static let maximumRecipients = 64

    init(_ type: ObjectID, _ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        isAuthenticated = type == .authEnvelopedData
        var reader = element.reader()
        _ = try reader.next(.integer, in: bytes)
        _ = try reader.optional(.constructed(0), in: bytes)
        recipients = try Self.recipients(try reader.next(.set, in: bytes), in: bytes)
        var content = try reader.next(.sequence, in: bytes).reader()
        _ = try content.next(.objectIdentifier, in: bytes)
        let algorithm = try ReadAlgorithm(try content.next(.sequence, in: bytes), in: bytes)
        encryptedByteCount = try Self.encryptedByteCount(&content, in: bytes)
        try content.finish()
        let attributes = try reader.optional(.constructed(1), in: bytes)
        authenticatedAttributes =
            try attributes.map { (set) throws(DERError) in
                try InspectedAttributes.names(set, in: bytes)
            } ?? []
        tagByteCount = isAuthenticated ? try reader.next(.octetString, in: bytes).content.count : nil
        _ = try reader.optional(.constructed(2), in: bytes)
        try reader.finish()
        cipher = AlgorithmName.of(algorithm.identifier)
        (nonceByteCount, announcedTagByteCount) = try Self.parameters(algorithm, isAuthenticated, in: bytes)
        suite = Self.suite(isAuthenticated, algorithm.identifier)
    }

    /// The content stands in one piece, in several (BER), or elsewhere.
    private static func encryptedByteCount(_ reader: inout DERReader, in bytes: Span<UInt8>) throws(DERError) -> Int {
        guard let pieces = try reader.optional(.constructed(0), in: bytes) else {
            return try reader.optional(.primitive(0), in: bytes)?.content.count ?? 0
        }
        var count = 0
        var inner = pieces.reader()
        while !inner.isAtEnd { count += try inner.next(.octetString, in: bytes).content.count }
        return count
    }

    private static func suite(_ isAuthenticated: Bool, _ cipher: ObjectID) -> Suite? {
        switch (isAuthenticated, cipher) {
        case (true, .aes256GCM): .gcm
        case (false, .aes256CBC): .cbc
        default: nil
        }
    }

    private static func recipients(
        _ set: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> [InspectedRecipient] {
        var recipients: [InspectedRecipient] = []
        var reader = set.reader()
        while !reader.isAtEnd {
            recipients += try InspectedRecipient.read(try reader.next(in: bytes), in: bytes)
            guard recipients.count <= maximumRecipients else { throw reader.error(.tooMuch) }
        }
        return recipients
    }

    /// GCM: nonce and icvLen, 12 when absent (RFC 5084 section 3.2). CBC: the vector itself.
    private static func parameters(
        _ algorithm: ReadAlgorithm, _ isAuthenticated: Bool, in bytes: Span<UInt8>
    ) throws(DERError) -> (nonce: Int?, tag: Int?) {
        guard let element = algorithm.parameters else { return (nil, nil) }
        if element.tag == .octetString { return (element.content.count, nil) }
        guard element.tag == .sequence, isAuthenticated else { return (nil, nil) }
        var reader = element.reader()
        let nonce = try reader.next(.octetString, in: bytes).content.count
        let tag = try reader.optional(.integer, in: bytes)?.smallInteger(in: bytes) ?? 12
        try reader.finish()
        return (nonce, tag)
    }
}
