internal import Envelope

/// What a node does by itself now and then: it signs the state of its log.
struct NodeUpkeep: Sendable {
    private static let interval: Duration = .seconds(3_600)

    let party: OIN
    let store: Store
    let keys: KeyRing
    let directory: any DirectorySource
    let clock: NodeClock
    let log: NodeLog

    func run() async {
        while (try? await Task.sleep(for: Self.interval)) != nil { await sign() }
    }

    /// The last acts before the store is closed.
    func end() async {
        do throws(StoreError) { try await store.record([record("stop")]) } catch {
            log.error("stop-not-recorded", ("error", .storeError(error)))
        }
        await sign()
    }

    func record(_ what: String) -> AuditRecord {
        AuditRecord(time: clock.now, actor: "node", action: .administer, detail: what)
    }

    private func sign() async {
        let now = clock.now
        guard let signer = directory.current.directory.party(party).flatMap({ keys.signer(ofNodeIn: $0, at: now) })
        else { return log.warning("no-checkpoint", ("reason", .sentence("the node has no active key"))) }
        do throws(StoreError) {
            try await store.signCheckpoint(at: now, party: party, with: signer.key)
        } catch {
            log.error("no-checkpoint", ("error", .storeError(error)))
        }
    }
}
