import Envelope
import Synchronization

@testable import Gateway

/// A directory that a test hands to a node, and changes.
final class HeldDirectory: DirectorySource {
    private struct State {
        var snapshot: DirectorySnapshot
        var next: DirectorySnapshot?
        var refreshes = 0
        var noticed: [ChainReference] = []
        var unknownKeys: [OIN] = []
        var claims = OpenClaims()
        var onChange: DirectoryChangeHandler?
        var now: @Sendable () -> UTCTime
    }

    private let state: Mutex<State>

    init(_ snapshot: DirectorySnapshot, clock: NodeClock) {
        state = Mutex(State(snapshot: snapshot, now: { clock.now }))
    }

    var current: DirectorySnapshot { state.withLock { $0.snapshot } }

    func set(_ snapshot: DirectorySnapshot) {
        let (old, tell) = state.withLock { state in
            defer { state.snapshot = snapshot }
            return (state.snapshot, state.onChange)
        }
        tell?(old, snapshot)
    }

    /// What the next refresh finds.
    func offer(_ snapshot: DirectorySnapshot) { state.withLock { $0.next = snapshot } }

    var refreshes: Int { state.withLock { $0.refreshes } }
    var noticed: [ChainReference] { state.withLock { $0.noticed } }
    var unknownKeys: [OIN] { state.withLock { $0.unknownKeys } }

    func refresh() async -> Bool {
        state.withLock { state in
            state.refreshes += 1
            guard let next = state.next else { return false }
            state.snapshot = next
            state.next = nil
            return true
        }
    }

    func notice(_ edition: ChainReference, from party: OIN) { state.withLock { $0.noticed.append(edition) } }
    func mayProveTrue(_ edition: ChainReference, from party: OIN) -> Bool {
        state.withLock { state in
            let now = state.now()
            return state.claims.mayProveTrue(
                edition, of: party, current: state.snapshot.edition.sequence, confirmed: state.snapshot.confirmed,
                isSeen: false, at: now)
        }
    }

    /// As the look-up of a claim ends at a party whose own directory has no such edition.
    func disprove(_ edition: ChainReference, of party: OIN) {
        state.withLock { state in
            state.claims.disprove(
                edition, of: party, current: state.snapshot.edition.sequence, at: state.now())
        }
    }

    func noticeUnknownKey(of party: OIN) { state.withLock { $0.unknownKeys.append(party) } }
    func start(onChange: @escaping DirectoryChangeHandler) { state.withLock { $0.onChange = onChange } }
    func stop() {}
    func methods(at path: String) -> [String]? { nil }
    func serve(_ request: HTTPRequest) -> HTTPResponse? { nil }
    func problems(at now: UTCTime) -> [String] { current.sendingProblem(at: now).map { ["\($0)"] } ?? [] }
}
