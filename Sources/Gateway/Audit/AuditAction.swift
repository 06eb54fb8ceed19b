/// What was done (NEN 7513: the event).
enum AuditAction: String, CaseIterable, Hashable, Sendable {
    /// A message was released and stored for delivery.
    case submit
    /// A receipt was verified.
    case deliver
    /// A mail server took a message over.
    case handOver = "hand-over"
    /// An attempt did not deliver and the message waits.
    case `defer`
    /// Delivery was given up until a person acts.
    case fail
    /// A person asked for a new attempt.
    case retry
    /// A person stopped a delivery.
    case cancel
    /// A message arrived and was stored with its receipt.
    case accept
    /// A message arrived and was refused.
    case reject
    /// A person read the content of a message.
    case open
    /// The key of a dossier was destroyed, and with it the content of its messages.
    case destroy
    /// A row was found that the node did not write so.
    case damage
    /// An edition of the directory was taken over or refused.
    case directory
    /// An act of administration: configuration, start, stop.
    case administer
    case backup
    case restore
    /// A message, or the log, was handed out as evidence.
    case export
}
