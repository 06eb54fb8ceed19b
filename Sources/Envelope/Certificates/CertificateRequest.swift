/// A request for a certificate (PKCS #10, RFC 2986), whose signature with its own key was checked.
public struct CertificateRequest: Hashable, Sendable {
    /// The request itself, DER.
    public let encoded: [UInt8]
    public let publicKey: PublicKey
    public let subject: CertificateName

    private let requested: CertificateExtensions
    private static let label = "CERTIFICATE REQUEST"
    private static let maximumByteCount = 32 * 1024

    /// Makes a request for a certificate for `key`.
    ///
    /// - Parameter email: a mail address in ASCII, for use with mail.
    public init(
        subject: CertificateName, key: any SigningKey, use: CertificateUse, email: String? = nil
    ) throws(CertificateError) {
        var extensions = CertificateExtensions()
        extensions.keyUsage = .for(use, key.publicKey.algorithm)
        extensions.emails = try email.map { (email) throws(CertificateError) in [try MailAddress.checked(email)] } ?? []
        let content = DERWriter.write { writer in
            writer.sequence {
                $0.integer(0)
                $0.raw(subject.encoded)
                $0.raw(key.publicKey.encoded)
                Self.write(extensions, &$0)
            }
        }
        encoded = try SignedStructure.sign(content, with: key)
        publicKey = key.publicKey
        self.subject = subject
        requested = extensions
    }

    /// - Parameter file: one PEM block `CERTIFICATE REQUEST`, or DER; at most 32 KiB.
    /// - Throws: ``CertificateError/requestSignature`` when it is not signed with its own key.
    public init(file: [UInt8]) throws(CertificateError) {
        let isDER = file.first == DERTag.sequence.rawValue
        guard let encoded = isDER ? file : PEM.decode(file, label: Self.label) else {
            throw .notPEM(label: Self.label)
        }
        guard encoded.count <= Self.maximumByteCount else {
            throw .malformed(DERError(reason: .tooMuch, offset: Self.maximumByteCount))
        }
        let bytes = encoded.span
        let signed = try SignedStructure(encoded)
        let (subject, key, extensions) = try CertificateError.parsing { () throws(DERError) in
            try Self.read(signed.content, in: bytes)
        }
        let publicKey = try CertificateError.loading { () throws(KeyError) in
            try PublicKey(encoded: Array(encoded[key]))
        }
        guard try signed.isSigned(by: publicKey, in: encoded) else { throw .requestSignature }
        self.encoded = encoded
        self.publicKey = publicKey
        self.subject = subject
        requested =
            if let extensions { try CertificateExtensions(extensions, in: bytes) } else { CertificateExtensions() }
    }

    public var pem: String { PEM.encode(encoded, label: Self.label) }

    /// What the requester wants to use the key for; nil when the request does not say.
    public var keyUsage: KeyUsage? { requested.keyUsage }

    public var emails: [String] { requested.emails }

    /// The attribute extensionRequest (RFC 2985, 5.4.2).
    private static func write(_ extensions: CertificateExtensions, _ writer: inout DERWriter) {
        writer.constructed(.constructed(0)) { writer in
            writer.sequence { writer in
                writer.objectIdentifier(.extensionRequest)
                writer.constructed(.set) { $0.raw(extensions.encoded) }
            }
        }
    }

    private static func read(
        _ content: DERElement, in bytes: Span<UInt8>
    ) throws(DERError) -> (CertificateName, key: Range<Int>, extensions: DERElement?) {
        var reader = content.reader()
        guard try reader.next(.integer, in: bytes).smallInteger(in: bytes) == 0 else { throw content.error(.value) }
        let subject = try CertificateName(try reader.next(.sequence, in: bytes), in: bytes)
        let key = try reader.next(.sequence, in: bytes).whole
        var attributes = try reader.next(.constructed(0), in: bytes).reader()
        try reader.finish()
        var extensions: DERElement?
        while !attributes.isAtEnd {
            var attribute = try attributes.next(.sequence, in: bytes).reader()
            let kind = try ObjectID(try attribute.next(.objectIdentifier, in: bytes), in: bytes)
            var values = try attribute.next(.set, in: bytes).reader()
            guard kind == .extensionRequest else { continue }
            guard extensions == nil else { throw attribute.error(.tooMuch) }
            extensions = try values.next(.sequence, in: bytes)
            try values.finish()
        }
        return (subject, key, extensions)
    }
}
