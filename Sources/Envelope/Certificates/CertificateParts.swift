/// The fields of a TBSCertificate (RFC 5280, 4.1), as places in the certificate.
struct CertificateParts {
    let serialElement: Range<Int>
    let serialMagnitude: Range<Int>
    let issuerElement: Range<Int>
    let issuer: CertificateName
    let notBefore: UTCTime
    let notAfter: UTCTime
    let subjectElement: Range<Int>
    let subject: CertificateName
    let publicKey: Range<Int>
    let extensions: DERElement?

    init(_ signed: SignedStructure, in bytes: Span<UInt8>) throws(CertificateError) {
        var reader = signed.content.reader()
        try Self.checkVersion(&reader, in: bytes)
        do throws(DERError) {
            let serial = try reader.next(.integer, in: bytes)
            serialElement = serial.whole
            serialMagnitude = try serial.unsignedInteger(in: bytes)
            guard serial.content.count <= 20 else { throw serial.error(.value) }
            let algorithm = try reader.next(.sequence, in: bytes)
            guard algorithm.isEqual(to: [UInt8](bytes, signed.algorithmElement.whole), in: bytes) else {
                throw algorithm.error(.value)
            }
            let issuer = try reader.next(.sequence, in: bytes)
            issuerElement = issuer.whole
            self.issuer = try CertificateName(issuer, in: bytes)
            var validity = try reader.next(.sequence, in: bytes).reader()
            notBefore = try validity.next(in: bytes).time(in: bytes)
            notAfter = try validity.next(in: bytes).time(in: bytes)
            try validity.finish()
            let subject = try reader.next(.sequence, in: bytes)
            subjectElement = subject.whole
            self.subject = try CertificateName(subject, in: bytes)
            publicKey = try reader.next(.sequence, in: bytes).whole
            _ = try reader.optional(.primitive(1), in: bytes)
            _ = try reader.optional(.primitive(2), in: bytes)
            extensions = try Self.extensions(&reader, in: bytes)
        } catch {
            throw .malformed(error)
        }
    }

    private static func checkVersion(_ reader: inout DERReader, in bytes: Span<UInt8>) throws(CertificateError) {
        guard reader.peek(in: bytes) == .constructed(0) else { throw .version }
        let version: Int
        do throws(DERError) {
            var inner = try reader.next(in: bytes).reader()
            version = try inner.next(.integer, in: bytes).smallInteger(in: bytes)
            try inner.finish()
        } catch {
            throw .malformed(error)
        }
        guard version == 2 else { throw .version }
    }

    private static func extensions(
        _ reader: inout DERReader, in bytes: Span<UInt8>
    ) throws(DERError) -> DERElement? {
        guard let wrapper = try reader.optional(.constructed(3), in: bytes) else {
            try reader.finish()
            return nil
        }
        try reader.finish()
        var inner = wrapper.reader()
        let extensions = try inner.next(.sequence, in: bytes)
        try inner.finish()
        return extensions
    }
}
