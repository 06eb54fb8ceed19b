/// What the writes of one group tell each other, so that it is written or looked up once for all of them.
struct TransactionNotes {
    /// By how much the number of messages in each state changed: see ``TallyTable``.
    var tally: [String: Int] = [:]
    /// Where the log ends, once it was looked up: see ``AuditTable``.
    var auditEnd: (sequence: UInt64, hash: [UInt8])?
}
