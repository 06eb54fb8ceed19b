/// How an envelope names a certificate (RFC 5652 section 10.2.4).
public enum InspectedIdentity: Hashable, Sendable, CustomStringConvertible {
    /// By its issuer and its serial number, in hexadecimal as `openssl x509 -serial` prints it.
    case issuerAndSerial(issuer: String, serial: String)
    /// By its subject key identifier, in hexadecimal.
    case keyIdentifier(String)
    /// Not at all, or in a way that is not exchanged.
    case none

    public var description: String {
        switch self {
        case .issuerAndSerial(let issuer, let serial): "serial \(serial), issuer \(issuer)"
        case .keyIdentifier(let identifier): "key identifier \(identifier)"
        case .none: "not named"
        }
    }

    /// Reads IssuerAndSerialNumber, `[0] SubjectKeyIdentifier` or `[0] RecipientKeyIdentifier`.
    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        switch element.tag {
        case .sequence:
            var reader = element.reader()
            let issuer = try CertificateName(try reader.next(.sequence, in: bytes), in: bytes)
            let serial = try reader.next(.integer, in: bytes).unsignedInteger(in: bytes)
            try reader.finish()
            self = .issuerAndSerial(issuer: Self.text(issuer), serial: Self.hexadecimal(bytes, serial))
        case .primitive(0):
            self = .keyIdentifier(Self.hexadecimal(bytes, element.content))
        case .constructed(0):
            var reader = element.reader()
            self = .keyIdentifier(Self.hexadecimal(bytes, try reader.next(.octetString, in: bytes).content))
        default: self = .none
        }
    }

    /// Whether this names the certificate. Issuer and serial number decide; a key identifier is compared as it stands.
    public func names(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerial(let issuer, let serial):
            issuer == Self.text(certificate.issuer) && serial == Self.hexadecimal(certificate.serialNumber)
        case .keyIdentifier(let identifier):
            certificate.extensions.subjectKeyIdentifier.map { Self.hexadecimal($0) == identifier } ?? false
        case .none: false
        }
    }

    private static func text(_ name: CertificateName) -> String {
        let parts = [
            ("CN", name.commonName), ("O", name.organization), ("OU", name.organizationalUnit),
            ("serialNumber", name.organizationNumber),
        ]
        return parts.compactMap { type, value in value.map { "\(type)=\($0)" } }.joined(separator: ", ")
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String { hexadecimal(bytes.span, 0..<bytes.count) }

    private static func hexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        Hexadecimal.capitals(bytes.extracting(range.prefix(64)))
    }
}
