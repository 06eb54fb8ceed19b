/// A mail that was read strictly: who it says it is from and to, and the protected content that it carries. Nothing of it is
/// proved before the envelope is opened, or the receipt verified.
public struct ReceivedMail: Sendable {
    public enum Content: Hashable, Sendable {
        /// A CMS object, DER or BER.
        case envelope([UInt8])
        /// A signed report, with the value of its Content-Type.
        case receipt(body: [UInt8], contentType: String)
        /// A receipt that a mail program signed: a CMS object (RFC 2634, 2.4).
        case personalReceipt([UInt8])
    }

    /// In lower case, as ``to``.
    public let from: String
    public let to: [String]
    /// With its angle brackets; empty when the mail has none.
    public let messageID: String
    public let inReplyTo: String?
    public let content: Content

    /// - Parameter bytes: the mail, lines end in CRLF.
    /// - Throws: ``MailError``: `mime`, `from`, `to`, `field` or `unprotected`.
    public init(_ bytes: [UInt8]) throws(MailError) {
        let span = bytes.span
        let root: MIMEEntity
        do throws(MIMEError) { root = try MIMEReader.read(span, .mail) } catch {
            throw MailError(error.reason == .mediaType ? .unprotected : .mime, error.reason.rawValue)
        }
        let fields = MailFields(root, in: span)
        from = try fields.from()
        to = try fields.to()
        messageID = try fields.optional("message-id") ?? ""
        inReplyTo = try fields.optional("in-reply-to")
        _ = try fields.optional("subject")
        content = try Self.content(root, span)
    }

    private static func content(_ root: MIMEEntity, _ bytes: Span<UInt8>) throws(MailError) -> Content {
        switch root.contentType.mediaType {
        case .pkcs7:
            let content: [UInt8]
            do throws(MIMEError) { content = try root.content(in: bytes) } catch {
                throw MailError(.mime, error.reason.rawValue)
            }
            return root.isPersonalReceipt ? .personalReceipt(content) : .envelope(content)
        case .multipartSigned where root.parts.first?.contentType.mediaType == .multipartReport:
            return .receipt(
                body: [UInt8](bytes, root.bodyRange), contentType: root.contentType.headerValue)
        case let other: throw MailError(.unprotected, other.rawValue)
        }
    }
}
