public import Envelope

/// The dates in the life of a key. Every node derives the state from them by its own clock; no state is written down,
/// so none can contradict the dates.
public struct KeyLife: Hashable, Sendable {
    /// From when senders use it.
    public let activeFrom: UTCTime
    /// From when its successor is used; nil while there is none.
    public let retiringFrom: UTCTime?
    /// When the overlap ends. Set exactly when `retiringFrom` is, and later.
    public let goneFrom: UTCTime?
    /// When it was reported lost or stolen.
    public let revokedAt: UTCTime?

    /// - Returns: nil unless active is before retiring, retiring before gone, and both or neither of these are given.
    public init?(
        activeFrom: UTCTime, retiringFrom: UTCTime? = nil, goneFrom: UTCTime? = nil, revokedAt: UTCTime? = nil
    ) {
        switch (retiringFrom, goneFrom) {
        case (nil, nil): break
        case (let retiring?, let gone?): guard activeFrom < retiring, retiring < gone else { return nil }
        default: return nil
        }
        self.activeFrom = activeFrom
        self.retiringFrom = retiringFrom
        self.goneFrom = goneFrom
        self.revokedAt = revokedAt
    }

    private init(_ life: KeyLife, revokedAt: UTCTime) {
        activeFrom = life.activeFrom
        retiringFrom = life.retiringFrom
        goneFrom = life.goneFrom
        self.revokedAt = revokedAt
    }

    func revoked(at moment: UTCTime) -> KeyLife { KeyLife(self, revokedAt: moment) }

    /// A revoked key is revoked at every moment: who holds it now may also have signed what claims to be older.
    public func state(at moment: UTCTime) -> KeyState {
        if revokedAt != nil { return .revoked }
        if moment < activeFrom { return .next }
        if let goneFrom, moment >= goneFrom { return .gone }
        if let retiringFrom, moment >= retiringFrom { return .retiring }
        return .active
    }

    /// Whether a signature made with the key counts, and whether it opens what arrives. Somebody whose clock is ahead uses it
    /// some minutes before it is active here.
    func isAccepted(at moment: UTCTime) -> Bool {
        switch state(at: moment) {
        case .active, .retiring: true
        case .next: activeFrom <= moment.adding(seconds: DirectoryAdmission.clockDifference)
        case .gone, .revoked: false
        }
    }

    /// Whether there is a moment at which both are active.
    func isActiveTogether(with other: KeyLife) -> Bool {
        guard revokedAt == nil, other.revokedAt == nil else { return false }
        let start = max(activeFrom, other.activeFrom)
        return [retiringFrom, other.retiringFrom].compactMap(\.self).allSatisfy { start < $0 }
    }
}
