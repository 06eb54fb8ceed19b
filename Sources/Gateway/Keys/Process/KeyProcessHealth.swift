/// How the key process is doing, for /healthz, the metrics and the log.
struct KeyProcessHealth: Hashable, Sendable, CustomStringConvertible {
    enum State: Hashable, Sendable {
        case up(Confinement)
        /// Signing and opening wait until it is back.
        case down(reason: String)
        /// The node stopped it.
        case stopped
    }

    var state: State
    /// How often it was started again after it ended by itself.
    var restarts = 0

    var isUp: Bool {
        if case .up = state { true } else { false }
    }

    var isDown: Bool {
        if case .down = state { true } else { false }
    }

    var description: String {
        switch state {
        case .up(let confinement): "key process up (\(confinement))"
        case .down(let reason): "key process down: \(reason); it is started again, and messages wait until then"
        case .stopped: "key process stopped"
        }
    }
}
