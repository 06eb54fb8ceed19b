/// The header fields of a mail, outside and under the signature. None of them says anything about a person but the
/// mail addresses of contactpersonen and parties.
public struct MailHeaders: Hashable, Sendable {
    /// A mail address.
    public var from: String
    /// Mail addresses, at least one.
    public var to: [String]
    public var subject: String
    public var date: UTCTime
    /// With its angle brackets.
    public var messageID: String
    /// The Message-ID of the mail that this one answers.
    public var inReplyTo: String?
    /// Where a person's answer goes, when that is not ``from``.
    public var replyTo: String?

    /// The Subject of every mail, as everybody on the way may read it.
    public static let neutralSubject = "Weer Thuis bericht"

    public init(
        from: String, to: [String], subject: String = MailHeaders.neutralSubject, date: UTCTime, messageID: String,
        inReplyTo: String? = nil, replyTo: String? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.replyTo = replyTo
    }

    /// The fields in their order.
    var fields: [(name: String, value: String)] {
        var fields = [
            ("From", from), ("To", to.joined(separator: ", ")), ("Subject", subject), ("Date", date.mailText),
            ("Message-ID", messageID),
        ]
        if let inReplyTo { fields += [("In-Reply-To", inReplyTo), ("References", inReplyTo)] }
        if let replyTo { fields.append(("Reply-To", replyTo)) }
        return fields
    }
}
