/// A mail on its way out.
struct OutgoingMail: Hashable, Sendable {
    /// The whole mail, lines end in CRLF.
    let bytes: [UInt8]
    /// The envelope sender: the neutral address to which bounces go.
    let sender: String
    let recipients: [String]
}
