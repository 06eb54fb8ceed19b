/// A mail in a mailbox: its UID counts only together with the UIDVALIDITY (RFC 3501 section 2.3.1.1).
struct MailPlace: Hashable, Sendable {
    let mailbox: String
    let validity: UInt32
    let uid: UInt32
}
