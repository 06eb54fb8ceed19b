/// Writes mails: 7-bit, CRLF, with a header that says nothing about the content.
public enum MailWriter {
    /// The mail around a sealed message (RFC 8551 section 3.3).
    ///
    /// - Throws: ``MIMEError`` when a field can't stand in a header.
    public static func mail(_ sealed: SealedMessage, headers: MailHeaders) throws(MIMEError) -> [UInt8] {
        let kind = sealed.suite == .gcm ? "authEnveloped-data" : "enveloped-data"
        let type = MIMEContentType(.pkcs7, [MIMEParameter("smime-type", kind), MIMEParameter("name", "smime.p7m")])
        let fields =
            version + headers.fields + [("Content-Disposition", "attachment; filename=\"smime.p7m\"")]
        return try MIMEWriter.entity(type, fields: fields, body: sealed.envelope.span, .base64)
    }

    /// The mail around a signed receipt. Mail programs that answer by themselves leave it unanswered.
    ///
    /// - Throws: ``MIMEError`` when a field can't stand in a header.
    public static func mail(_ receipt: SignedReceipt, headers: MailHeaders) throws(MIMEError) -> [UInt8] {
        let type = try MIMEContentType(parsing: receipt.contentType)
        let fields = version + headers.fields + [("Auto-Submitted", "auto-replied")]
        return try MIMEWriter.entity(type, fields: fields, body: receipt.body.span, .sevenBit)
    }

    private static let version: [(name: String, value: String)] = [("MIME-Version", "1.0")]
}
