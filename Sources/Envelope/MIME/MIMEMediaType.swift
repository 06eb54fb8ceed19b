/// The media types that have a place in an exchange. Any other is refused, not skipped.
public enum MIMEMediaType: String, CaseIterable, Sendable {
    /// A message (CloudEvents 1.0, JSON format).
    case cloudEvent = "application/cloudevents+json"
    /// Content and its detached signature (RFC 1847, RFC 8551 section 3.5.3).
    case multipartSigned = "multipart/signed"
    /// A detached signature (RFC 8551 section 3.5.3).
    case signature = "application/pkcs7-signature"
    /// A CMS object: enveloped, or signed with the content inside (RFC 8551 section 3.2).
    case pkcs7 = "application/pkcs7-mime"
    /// A report (RFC 6522); only with report-type disposition-notification.
    case multipartReport = "multipart/report"
    /// The part of a receipt that machines read (RFC 8098 section 3.1).
    case dispositionNotification = "message/disposition-notification"
    /// The part of a receipt that people read.
    case plainText = "text/plain"
    /// Parts beside each other (RFC 2046 section 5.1.3). By mail only, as are those that follow.
    case multipartMixed = "multipart/mixed"
    /// One text in several forms (RFC 2046 section 5.1.4).
    case multipartAlternative = "multipart/alternative"
    /// A text as mail programs show it.
    case html = "text/html"
    /// A form that a person filled in and attached.
    case json = "application/json"
    /// An attachment whose kind the mail program did not know.
    case octets = "application/octet-stream"

    /// Whether the body consists of parts.
    public var isMultipart: Bool {
        switch self {
        case .multipartSigned, .multipartReport, .multipartMixed, .multipartAlternative: true
        default: false
        }
    }

    /// Whether it is for people who read mail: on other ways it is refused.
    var isForMail: Bool {
        switch self {
        case .multipartMixed, .multipartAlternative, .html, .json, .octets: true
        default: false
        }
    }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if ByteSearch.matches("application/cloudevents+json", in: bytes, range) {
            self = .cloudEvent
        } else if ByteSearch.matches("multipart/signed", in: bytes, range) {
            self = .multipartSigned
        } else if ByteSearch.matches("application/pkcs7-signature", in: bytes, range) {
            self = .signature
        } else if ByteSearch.matches("application/pkcs7-mime", in: bytes, range) {
            self = .pkcs7
        } else if ByteSearch.matches("multipart/report", in: bytes, range) {
            self = .multipartReport
        } else if ByteSearch.matches("message/disposition-notification", in: bytes, range) {
            self = .dispositionNotification
        } else if ByteSearch.matches("text/plain", in: bytes, range) {
            self = .plainText
        } else if let type = Self(mail: bytes, range) {
            self = type
        } else {
            return nil
        }
    }

    private init?(mail bytes: Span<UInt8>, _ range: Range<Int>) {
        if ByteSearch.matches("multipart/mixed", in: bytes, range) {
            self = .multipartMixed
        } else if ByteSearch.matches("multipart/alternative", in: bytes, range) {
            self = .multipartAlternative
        } else if ByteSearch.matches("text/html", in: bytes, range) {
            self = .html
        } else if ByteSearch.matches("application/json", in: bytes, range) {
            self = .json
        } else if ByteSearch.matches("application/octet-stream", in: bytes, range) {
            self = .octets
        } else {
            return nil
        }
    }
}
