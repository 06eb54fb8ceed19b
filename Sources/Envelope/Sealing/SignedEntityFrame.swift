/// The fixed MIME text around a message and its signature: multipart/signed as RFC 8551, 3.5.3 has it.
///
/// The message is the whole body of the first part, so no byte of it is copied or encoded. The boundary is taken from the
/// digest of the part, which the part can't contain. The signature is in base64, the only form that `openssl cms` reads.
struct SignedEntityFrame {
    /// Header of the part that is signed.
    static let entityHeader = [UInt8](
        "Content-Type: application/cloudevents+json\r\nContent-Transfer-Encoding: binary\r\n\r\n".utf8)

    /// What stands before the message, the given header of the signed part included.
    let opening: [UInt8]
    /// What stands after the message.
    let closing: [UInt8]

    /// - Parameter header: of the signed part; empty when the content that follows has its own.
    init(
        boundary digest: Digest, micalg: DigestAlgorithm, signedData: [UInt8],
        header: [UInt8] = SignedEntityFrame.entityHeader
    ) {
        let boundary = [UInt8]("weerthuis-".utf8) + Hexadecimal.digits(digest.bytes.span.extracting(first: 16))
        var opening = [UInt8]()
        opening.reserveCapacity(320)
        opening += Self.openingStart
        opening += micalg.rawValue.utf8
        opening += Self.boundaryParameter
        opening += boundary
        opening += Self.headerEnd
        opening += boundary
        opening += Self.lineEnd
        opening += header
        self.opening = opening
        var closing = [UInt8]()
        closing.reserveCapacity(320 + signedData.count * 3 / 2)
        closing += Self.delimiterStart
        closing += boundary
        closing += Self.signatureHeader
        closing += Base64.encode(signedData.span, lineLength: Base64.lineLength)
        closing += Self.delimiterStart
        closing += boundary
        closing += Self.closingEnd
        self.closing = closing
    }

    private static let openingStart = [UInt8](
        "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=".utf8)
    private static let boundaryParameter = [UInt8]("; boundary=".utf8)
    private static let headerEnd = [UInt8]("\r\n\r\n--".utf8)
    private static let lineEnd = [UInt8]("\r\n".utf8)
    private static let delimiterStart = [UInt8]("\r\n--".utf8)
    private static let signatureHeader = [UInt8](
        """
        \r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r
        Content-Transfer-Encoding: base64\r
        Content-Disposition: attachment; filename=smime.p7s\r\n\r\n
        """.utf8)
    private static let closingEnd = [UInt8]("--\r\n".utf8)
}
