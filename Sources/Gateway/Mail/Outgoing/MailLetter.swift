internal import Envelope

/// A message as it goes by mail: its content as it is signed, and the header and addressees of the mail around it.
struct MailLetter: Sendable {
    let entity: MailEntity
    let headers: MailHeaders
    /// To whom the mail server is asked to bring it.
    let recipients: [String]
    /// Certificates of ours that the receiver's mail program needs to encrypt an answer.
    let embedded: [Certificate]
    /// Asks the receiver's mail program for a signed receipt; nil towards a node, which answers by itself.
    let request: ReceiptRequest?
}
