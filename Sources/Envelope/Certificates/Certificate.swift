/// An X.509 certificate that the gateway accepts: parsed and checked once, shared from then on.
public final class Certificate: Sendable {
    /// The certificate itself, DER.
    public let encoded: [UInt8]
    public let publicKey: PublicKey
    public let subject: CertificateName
    public let issuer: CertificateName
    /// Magnitude, most significant byte first.
    public let serialNumber: [UInt8]
    public let validity: Validity
    public let fingerprint: Fingerprint

    let extensions: CertificateExtensions
    /// IssuerAndSerialNumber (RFC 5652, 10.2.4), DER.
    let issuerAndSerial: [UInt8]
    let subjectEncoded: [UInt8]
    let issuerEncoded: [UInt8]

    private static let maximumByteCount = 32 * 1024

    /// - Parameter encoded: DER, at most 32 KiB.
    /// - Throws: ``CertificateError`` for a certificate that the gateway refuses, with the reason.
    public init(encoded: [UInt8]) throws(CertificateError) {
        guard encoded.count <= Self.maximumByteCount else {
            throw .malformed(DERError(reason: .tooMuch, offset: Self.maximumByteCount))
        }
        let bytes = encoded.span
        let signed = try SignedStructure(encoded)
        let parts = try CertificateParts(signed, in: bytes)
        self.encoded = encoded
        validity = try Validity(from: parts.notBefore, until: parts.notAfter)
        subject = parts.subject
        issuer = parts.issuer
        serialNumber = [UInt8](bytes, parts.serialMagnitude)
        publicKey = try CertificateError.loading { () throws(KeyError) in
            try PublicKey(encoded: Array(encoded[parts.publicKey]))
        }
        extensions =
            try parts.extensions.map { (element) throws(CertificateError) in
                try CertificateExtensions(element, in: bytes)
            } ?? CertificateExtensions()
        fingerprint = try CertificateError.wrapping { () throws(CryptoError) in try Fingerprint(of: encoded) }
        issuerEncoded = Array(encoded[parts.issuerElement])
        subjectEncoded = Array(encoded[parts.subjectElement])
        let identity = Array(encoded[parts.issuerElement]) + Array(encoded[parts.serialElement])
        issuerAndSerial = DERWriter.write { $0.sequence { $0.raw(identity) } }
    }

    /// - Parameter file: one PEM block `CERTIFICATE`, or DER.
    public convenience init(file: [UInt8]) throws(CertificateError) {
        if file.first == DERTag.sequence.rawValue {
            try self.init(encoded: file)
        } else {
            guard let encoded = PEM.decode(file, label: "CERTIFICATE") else { throw .notPEM(label: "CERTIFICATE") }
            try self.init(encoded: encoded)
        }
    }

    public var pem: String { PEM.encode(encoded, label: "CERTIFICATE") }

    /// What the certificate allows its key to do; nil when it does not say.
    public var keyUsage: KeyUsage? { extensions.keyUsage }

    public var isAuthority: Bool { extensions.isAuthority }

    /// The mail addresses of the subject (subjectAltName).
    public var emails: [String] { extensions.emails }

    /// The DNS names and IP addresses of the TLS server that it is for (subjectAltName).
    public var hosts: [String] { extensions.hosts }

    /// Whether it belongs to an example region, and must be refused elsewhere.
    public var isExample: Bool { subject.organizationalUnit == CertificateName.exampleMarker }

    /// Whether it serves both signing and encryption, said or by silence.
    public var isDualUse: Bool { permits(.signing) && permits(.encryption) }

    public func permits(_ use: CertificateUse) -> Bool {
        guard let keyUsage = extensions.keyUsage else { return use != .authority }
        let needed = KeyUsage.for(use, publicKey.algorithm)
        return use == .authority ? isAuthority && keyUsage.contains(.keyCertSign) : keyUsage.isSuperset(of: needed)
    }

    /// Whether `authority` issued this certificate: its name, its permission to do so, and its signature.
    public func isIssued(by authority: Certificate) throws(CertificateError) -> Bool {
        guard issuerEncoded == authority.subjectEncoded, authority.permits(.authority) else { return false }
        let signed = try SignedStructure(encoded)
        return try signed.isSigned(by: authority.publicKey, in: encoded)
    }
}

extension Certificate: Hashable {
    public static func == (left: Certificate, right: Certificate) -> Bool { left.encoded == right.encoded }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
