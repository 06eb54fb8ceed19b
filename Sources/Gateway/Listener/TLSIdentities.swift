internal import Synchronization

/// The identity that new connections are shown, and those before it for as long as a handshake may still use them.
final class TLSIdentities: Sendable {
    private struct Former {
        let identity: TLSIdentity
        let until: ContinuousClock.Instant
    }

    private struct State {
        var current: TLSIdentity
        var former: [Former] = []
    }

    private let state: Mutex<State>
    private let handshakeTime: Duration

    /// - Parameter handshakeTime: no handshake lasts longer than twice this.
    init(_ identity: TLSIdentity, handshakeTime: Duration) {
        state = Mutex(State(current: identity))
        self.handshakeTime = handshakeTime
    }

    /// Unretained: the caller uses it within its handshake only.
    var current: Unmanaged<TLSIdentity> { state.withLock { Unmanaged.passUnretained($0.current) } }

    func renew(_ identity: TLSIdentity) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.former.removeAll { $0.until < now }
            state.former.append(Former(identity: state.current, until: now + handshakeTime * 2 + .seconds(5)))
            state.current = identity
        }
    }

    /// Frees the keys that no handshake uses any more.
    func forget() {
        let now = ContinuousClock.now
        state.withLock { $0.former.removeAll { $0.until < now } }
    }

    var formerCount: Int { state.withLock { $0.former.count } }
}
