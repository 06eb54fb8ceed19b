/// One row of the log as it stands on disk.
struct AuditPlace: Hashable, Sendable {
    let sequence: UInt64
    /// Nil when the row holds what no entry can hold.
    let entry: AuditEntry?
}
