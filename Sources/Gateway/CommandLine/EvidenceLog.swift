internal import Envelope

/// What the audit log says about a message, with the signed checkpoint that covers it.
struct EvidenceLog {
    private(set) var files: [(name: String, bytes: [UInt8])] = []
    private(set) var gap: EvidenceGap?

    var hasCheckpoint: Bool { files.contains { $0.name == "checkpoint.json" } }

    /// - Parameter key: the node's own, for a checkpoint of now when the log has none that covers the message. It is a signature
    ///   over one place that never changes, and the first one there stays, so a running node is not in the way.
    init(
        about message: UniqueID, in store: Store, own: inout OwnCertificates, party: OIN,
        key: () throws(CommandError) -> any SigningKey
    ) throws(CommandError) {
        let entries: [AuditEntry]
        let last: UInt64
        var checkpoint: AuditCheckpoint?
        do throws(StoreError) {
            entries = try store.auditEntries(about: message)
            guard let end = entries.last?.sequence else { return }
            last = end
            checkpoint = try store.checkpoints(from: last, limit: 1).first
        } catch {
            throw CommandError(error)
        }
        files.append(("audit.jsonl", entries.flatMap { entry -> [UInt8] in entry.line + [0x0A] }))
        if checkpoint == nil {
            do throws(CommandError) { checkpoint = try Self.sign(store, from: last, party, try key()) } catch {
                gap = .checkpoint(why: error.message)
            }
        }
        guard let checkpoint else { return }
        guard let certificate = own.certificate(ofKey: checkpoint.signer) else {
            gap = .checkpointSigner
            return
        }
        files.append(("checkpoint.json", checkpoint.statement))
        files.append(("checkpoint.sig", checkpoint.signature))
        files.append(("checkpoint-signer.pem", Array(certificate.pem.utf8)))
    }

    /// - Throws: `CommandError` when the store can't be written, or none covers the entry all the same.
    private static func sign(
        _ store: Store, from sequence: UInt64, _ party: OIN, _ key: any SigningKey
    ) throws(CommandError) -> AuditCheckpoint {
        do throws(StoreError) {
            try Awaited.value { () async throws(StoreError) in
                _ = try await store.signCheckpoint(at: SystemClock.now, party: party, with: key)
            }
            // The node may have signed in the meantime.
            if let checkpoint = try store.checkpoints(from: sequence, limit: 1).first { return checkpoint }
        } catch {
            throw CommandError(error)
        }
        throw .failed("it was not kept")
    }
}
