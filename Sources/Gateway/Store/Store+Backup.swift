internal import Envelope
internal import Foundation

/// Backup and restore. The keys go to a place of their own: who has both has everything.
extension Store {
    /// Copies the store while it works. What is committed before the call is in the copy.
    ///
    /// - Parameters:
    ///   - target: two new files; the folders must be there. Keep the copy of the keys apart, and only briefly, or a
    ///     destroyed dossier lives on in it.
    ///   - audit: recorded first, so that the copy says it is one.
    ///   - progress: pages of the message file copied so far, and in all.
    /// - Returns: how many messages are in the copy.
    @discardableResult
    func backup(
        to target: StoreLocation, audit: [AuditRecord], progress: (Int, Int) -> Void = { _, _ in }
    ) async throws(StoreError) -> Int {
        for path in [target.messages, target.keys] where access(path, F_OK) == 0 {
            throw StoreError(.occupied, path)
        }
        try await record(audit)
        // Messages first: every key that they need is in the key file by then.
        try FileCopy(source: location.messages, target: target.messages).make(progress: progress)
        try FileCopy(source: location.keys, target: target.keys).make()
        let copy = try Connection(path: target.messages, mode: .readOnly)
        let count = try copy.first("SELECT sum(count) FROM tally") { (row) throws(StoreError) in row.integer(0) }
        return Int(count ?? 0)
    }

    /// Makes a store from a backup, checks that it opens, queues again what was under way, and records the restore.
    ///
    /// Deliveries that ended after the backup are sent again with the same ids; a receiver answers with its first receipt.
    /// What arrived after the backup is not in it: partners send again what they have no receipt for, and what they do have
    /// a receipt for can be asked of them. ``RestoreReport`` says from which moment.
    ///
    /// - Parameter progress: pages of the message file copied so far, and in all.
    /// - Throws: `occupied` when there is a store already; `wrongPassphrase`, `foreign`, `damaged` when the backup is not
    ///   what it should be, and then nothing is left behind.
    static func restore(
        _ backup: StoreLocation, to location: StoreLocation, access: borrowing Vault.Access, at time: UTCTime,
        actor: String, progress: (Int, Int) -> Void = { _, _ in }
    ) async throws(StoreError) -> RestoreReport {
        try location.removeHalfMade()
        for path in [location.messages, location.keys] where Foundation.access(path, F_OK) == 0 {
            throw StoreError(.occupied, path)
        }
        let report: RestoreReport
        do throws(StoreError) {
            try FileCopy(source: backup.keys, target: location.keys).make()
            try FileCopy(source: backup.messages, target: location.messages).make(progress: progress)
            let store = try Store(at: location, access: access)
            report = try await store.begin(at: time, actor: actor)
            store.close()
        } catch {
            location.removeFiles()
            throw error
        }
        return report
    }

    /// The first acts of a restored store.
    private func begin(at time: UTCTime, actor: String) async throws(StoreError) -> RestoreReport {
        // The copy of the keys may be younger: a dossier that comes again gets another key, and its first one would outlive it.
        let safe = safe
        try await writer.write(.other) { (connection) throws(StoreError) in
            try safe.vault.keep(only: MessageTable(connection: connection, safe: safe).namedKeys())
        }
        let head = try auditHead()
        let last = try head.flatMap { (head) throws(StoreError) in
            try auditEntries(after: head.sequence - 1, limit: 1).first?.record.time
        }
        let requeued = try await recoverAfterStart(at: time)
        let detail = head.map { "backup ended at entry \($0)" } ?? "backup had an empty log"
        try await record([AuditRecord(time: time, actor: actor, action: .restore, detail: detail)])
        return RestoreReport(lastKnown: last, auditHead: head, requeued: requeued, counts: try counts())
    }
}
