/// What was done with a mail.
enum MailOutcome: Hashable, Sendable {
    /// It is stored, or was before; or it was a receipt that is kept.
    case done
    case aside(MailAside)
    /// It can't be decided now.
    case later
}
