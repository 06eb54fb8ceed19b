/// A receipt as data: the fields of a message disposition notification (RFC 8098 section 3.1, RFC 4130 section 7.4.3).
public struct Receipt: Hashable, Sendable {
    /// The product that answers, `<name>; <product>`; nil when it does not say.
    public var reportingAgent: String?
    /// The party to which the message was addressed, when the notification names it.
    public var originalRecipient: String?
    /// The party that answers: on AS2 its AS2 name, here its OIN.
    public var finalRecipient: String
    /// The Message-ID of the message, exactly as it was received.
    public var originalMessageID: String
    public var disposition: ReceiptDisposition
    /// The digest of what was verified; nil when nothing could be.
    public var mic: Digest?
    /// The receiver's audit checkpoint, so that he can't cut off the end of his log later (our extension).
    public var checkpoint: ChainReference?

    public init(
        finalRecipient: String, originalMessageID: String, disposition: ReceiptDisposition, mic: Digest?,
        checkpoint: ChainReference? = nil, originalRecipient: String? = nil,
        reportingAgent: String? = "weerthuis.nl; Weer Thuis Gateway"
    ) {
        self.finalRecipient = finalRecipient
        self.originalMessageID = originalMessageID
        self.disposition = disposition
        self.mic = mic
        self.checkpoint = checkpoint
        self.originalRecipient = originalRecipient
        self.reportingAgent = reportingAgent
    }

    /// The name of the field that carries ``checkpoint``.
    static let checkpointField = "X-Weerthuis-Audit-Checkpoint"

    /// The address type before each recipient. AS2 names are no mail addresses, yet RFC 4130 section 7.4.3 writes so.
    static let addressType = "rfc822"
}
