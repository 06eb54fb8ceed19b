/// How a signature or an envelope names a certificate (RFC 5652, 5.3 and 6.2). A directory finds certificates by it.
public struct SignerIdentifier: Hashable, Sendable {
    /// IssuerAndSerialNumber, DER, or the subjectKeyIdentifier after its tag: the two can't be mistaken for each other.
    let encoded: [UInt8]

    public func hash(into hasher: inout Hasher) {
        unsafe encoded.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    init(issuerAndSerial: [UInt8]) { encoded = issuerAndSerial }

    init(subjectKeyIdentifier: [UInt8]) { encoded = [DERTag.primitive(0).rawValue] + subjectKeyIdentifier }
}

extension Certificate {
    /// The identifiers that can mean this certificate. Several certificates can share one.
    public var signerIdentifiers: [SignerIdentifier] {
        [SignerIdentifier(issuerAndSerial: issuerAndSerial)]
            + (extensions.subjectKeyIdentifier.map { [SignerIdentifier(subjectKeyIdentifier: $0)] } ?? [])
    }
}
