internal import Envelope

/// Lets deliveries go at once that may have waited for what another edition of the directory brought: a key, an address, or
/// that it is confirmed again.
struct WaitingDeliveries: Sendable {
    /// Whose deliveries need not wait any longer.
    enum Scope: Hashable, Sendable {
        case everybody
        case parties(Set<OIN>)
    }

    let own: OIN
    let store: Store
    let circuits: PartnerCircuits
    let clock: NodeClock
    let log: NodeLog
    /// Called when something is due.
    let wake: @Sendable () -> Void

    func directoryChanged(from old: DirectorySnapshot, to new: DirectorySnapshot) {
        guard let scope = scope(from: old, to: new, at: clock.now) else { return }
        Task { await release(scope) }
    }

    /// - Returns: nil when nobody waits for what changed.
    func scope(from old: DirectorySnapshot, to new: DirectorySnapshot, at now: UTCTime) -> Scope? {
        let couldSend = old.sendingProblem(at: now) == nil
        if !couldSend, new.sendingProblem(at: now) == nil { return .everybody }
        guard old.directory.party(own) == new.directory.party(own) else { return .everybody }
        let changed = new.directory.parties.filter { party in
            party != old.directory.party(party.oin)
                || old.directory.isSuspended(party.oin) != new.directory.isSuspended(party.oin)
        }
        return changed.isEmpty ? nil : .parties(Set(changed.map(\.oin)))
    }

    private func release(_ scope: Scope) async {
        let now = clock.now
        if case .parties(let parties) = scope { circuits.forget(parties) }
        do throws(StoreError) {
            switch scope {
            case .everybody: try await store.hasten(nil, at: now)
            case .parties(let parties): try await store.hasten(parties, at: now)
            }
        } catch {
            log.error("not-hastened", ("error", .storeError(error)))
        }
        wake()
    }
}
