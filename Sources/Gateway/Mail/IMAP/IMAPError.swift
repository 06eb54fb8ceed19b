/// Why a mailbox could not be read. The reason is for the operator.
struct IMAPError: Error, Hashable, Sendable, CustomStringConvertible {
    enum Reason: String, Hashable, Sendable {
        /// No connection, no TLS, or a login that is refused.
        case connection
        /// The server said no to a command.
        case refused
        /// What the server said is not IMAP as expected, or larger than allowed.
        case malformed
        /// No answer in time.
        case timeout
        /// The node is stopping.
        case closed
        /// The server can't move mails (RFC 6851).
        case noMove = "no-move"
    }

    let reason: Reason
    let detail: String

    init(_ reason: Reason, _ detail: String = "") {
        self.reason = reason
        self.detail = detail
    }

    var description: String { "mailbox: \(reason.rawValue)" + (detail.isEmpty ? "" : " (\(detail))") }
}
