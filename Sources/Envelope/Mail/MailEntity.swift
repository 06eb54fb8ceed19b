/// The content of a mail, as it is signed: the message as an attachment, and beside it the same for people to read.
///
/// multipart/mixed of a multipart/alternative (plain text, HTML) and the `application/cloudevents+json` part. From, To, Subject
/// and the others stand in its header too (RFC 9788, `hp="cipher"`), so that the signature covers them and a mail client shows
/// the Subject that nobody on the way could read.
public struct MailEntity: Hashable, Sendable {
    /// The whole MIME entity, its header included; 7-bit, lines of at most 78 bytes in the bodies.
    public let bytes: [UInt8]
    /// The MIC that a receipt must carry: that of the message, so that another rendering or header changes nothing about it.
    let mic: Digest

    /// - Parameters:
    ///   - message: the CloudEvents document.
    ///   - fileName: of the attachment, such as `aanmeldbericht.json`.
    ///   - text: for people, lines end in LF.
    ///   - html: the same as a whole HTML document.
    ///   - subject: the Subject that only the reader sees.
    ///   - outer: the header of the mail around it.
    /// - Throws: ``MIMEError`` when a field can't stand in a header.
    public init(
        message: [UInt8], fileName: String, text: String, html: String, subject: String, outer: MailHeaders
    ) throws(MIMEError) {
        do throws(CryptoError) { mic = try Sealer.mic(of: message) } catch { throw MIMEError(.tooLarge, at: 0) }
        let boundaries = (try Self.boundary(), try Self.boundary())
        let readable = try Self.alternative(
            text: Self.legacyDisplay(subject) + text, html: html, boundary: boundaries.0)
        let attachment = try MIMEWriter.entity(
            MIMEContentType(.cloudEvent, [MIMEParameter("charset", "utf-8"), MIMEParameter("name", fileName)]),
            fields: [("Content-Disposition", "attachment; filename=\"\(fileName)\"")], body: message.span, .base64)
        let body = try MIMEWriter.multipartBody([readable, attachment], boundary: boundaries.1)
        let type = MIMEContentType(
            .multipartMixed, [MIMEParameter("boundary", boundaries.1), MIMEParameter("hp", "cipher")])
        bytes = try MIMEWriter.entity(
            type, fields: Self.protected(outer, subject: subject), body: body.span, .sevenBit)
    }

    private static func alternative(text: String, html: String, boundary: String) throws(MIMEError) -> [UInt8] {
        let charset = MIMEParameter("charset", "utf-8")
        let plain = MIMEContentType(.plainText, [charset, MIMEParameter("hp-legacy-display", "1")])
        let parts = [
            try MIMEWriter.entity(plain, body: withCRLF(text).span, .quotedPrintable),
            try MIMEWriter.entity(MIMEContentType(.html, [charset]), body: withCRLF(html).span, .quotedPrintable),
        ]
        let body = try MIMEWriter.multipartBody(parts, boundary: boundary)
        let type = MIMEContentType(.multipartAlternative, [MIMEParameter("boundary", boundary)])
        return try MIMEWriter.entity(type, body: body.span, .sevenBit)
    }

    /// The protected fields, and after them how each of them reads outside (RFC 9788, HP-Outer).
    private static func protected(_ outer: MailHeaders, subject: String) -> [(name: String, value: String)] {
        var inner = outer
        inner.subject = subject
        return inner.fields + outer.fields.map { ("HP-Outer", "\($0.name): \($0.value)") }
    }

    /// For a reader that knows no header protection: the Subject as the first lines of the text.
    private static func legacyDisplay(_ subject: String) -> String { "Subject: \(subject)\n\n" }

    private static func boundary() throws(MIMEError) -> String {
        do throws(CryptoError) { return try MIMEWriter.boundary() } catch { throw MIMEError(.boundary, at: 0) }
    }

    private static func withCRLF(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + text.utf8.count / 32)
        for byte in text.utf8 where byte != ASCII.carriageReturn {
            if byte == ASCII.lineFeed { output.append(ASCII.carriageReturn) }
            output.append(byte)
        }
        return output
    }
}
