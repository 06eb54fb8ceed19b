/// The first ESSCertIDv2 of signing-certificate-v2 (RFC 5035, 4): the digest of the signer's certificate.
struct ReadSigningCertificate {
    /// nil for a digest that is not accepted.
    let algorithm: DigestAlgorithm?
    let digest: [UInt8]
    /// IssuerAndSerialNumber, DER, when the attribute has it.
    let issuerAndSerial: [UInt8]?

    init(_ element: DERElement, in bytes: Span<UInt8>) throws(DERError) {
        guard element.tag == .sequence else { throw element.error(.unexpectedTag) }
        var attribute = element.reader()
        var list = try attribute.next(.sequence, in: bytes).reader()
        var reader = try list.next(.sequence, in: bytes).reader()
        if let named = try reader.optional(.sequence, in: bytes) {
            algorithm = try ReadAlgorithm(named, in: bytes).digest
        } else {
            algorithm = .sha256
        }
        digest = try reader.next(.octetString, in: bytes).bytes(in: bytes)
        issuerAndSerial = try Self.issuerAndSerial(&reader, in: bytes)
        try reader.finish()
    }

    /// IssuerSerial has GeneralNames, where IssuerAndSerialNumber has the bare Name.
    private static func issuerAndSerial(_ reader: inout DERReader, in bytes: Span<UInt8>) throws(DERError) -> [UInt8]? {
        guard let element = try reader.optional(.sequence, in: bytes) else { return nil }
        var pair = element.reader()
        var names = try pair.next(.sequence, in: bytes).reader()
        let serial = try pair.next(.integer, in: bytes)
        try pair.finish()
        var directoryName = try names.next(.constructed(4), in: bytes).reader()
        try names.finish()
        let name = try directoryName.next(.sequence, in: bytes)
        let content = [UInt8](bytes, name.whole) + [UInt8](bytes, serial.whole)
        return DERWriter.write { $0.sequence { $0.raw(content) } }
    }

    func names(_ certificate: Certificate) throws(CryptoError) -> Bool {
        guard let algorithm else { return false }
        if let issuerAndSerial, issuerAndSerial != certificate.issuerAndSerial { return false }
        if algorithm == .sha256 { return digest == certificate.fingerprint.bytes }
        return try Digest(algorithm, of: certificate.encoded).bytes == digest
    }
}
