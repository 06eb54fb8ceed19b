/// Why a receipt does not count. The raw value is the stable reason code of `docs/wire.md`.
public enum ReceiptReason: String, CaseIterable, Sendable {
    /// The text is not MIME of the strict kind; the error carries the reader's own reason.
    case mime = "receipt-mime"
    /// The receipt is not signed: anybody could have sent it.
    case unsigned = "receipt-unsigned"
    /// The signature is not one of the expected node over this report.
    case signature = "receipt-signature"
    /// What is signed is no disposition notification.
    case structure = "receipt-structure"
    /// A field of the notification is unknown, repeated, or breaks its grammar.
    case field = "receipt-field"
    /// Final-Recipient, Original-Message-ID or Disposition is missing.
    case missingField = "receipt-field-missing"
    /// Disposition is none of the forms of RFC 4130.
    case disposition = "receipt-disposition"
    /// The receipt is for another message.
    case messageID = "receipt-message-id"
    /// The final recipient is not the party to which the message went.
    case recipient = "receipt-recipient"
    /// The receipt says delivered without Received-Content-MIC.
    case micMissing = "receipt-mic-missing"
    /// Received-Content-MIC uses a digest that is not accepted, or is ill-formed.
    case micForm = "receipt-mic-form"
    /// What the receiver verified is not what was sent.
    case mic = "receipt-mic"
}
