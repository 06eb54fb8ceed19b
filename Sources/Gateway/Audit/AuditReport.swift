/// The outcome of a check of the log.
struct AuditReport: Hashable, Sendable {
    /// How many entries were read.
    var entries: UInt64 = 0
    /// How many signed checkpoints agree with them.
    var checkpoints: UInt64 = 0
    /// How many outside references agree with them.
    var witnesses: UInt64 = 0
    /// Entries that record a restore: what partners hold from before the restore may be lost rather than cut off.
    var restores: [UInt64] = []
    /// In the order of the log.
    var findings: [AuditFinding] = []

    var isWhole: Bool { findings.isEmpty }
}
