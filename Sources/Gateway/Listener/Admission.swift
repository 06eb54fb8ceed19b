internal import Synchronization

/// Counts what is in use, and says whether there is room for more.
final class Admission: Sendable {
    private struct Share {
        var connections = 0
        var bytes = 0
    }

    private struct Use {
        var bytes = 0
        var bounded = 0
        var shares: [UInt64: Share] = [:]
    }

    private let limits: ListenerLimits
    private let use = Mutex(Use())

    init(_ limits: ListenerLimits) {
        self.limits = limits
    }

    /// Whether one more connection from this sender is within the limits.
    func hasRoom(for sender: UInt64?) -> Bool {
        guard let sender, let most = limits.connectionsPerAddress else { return true }
        return use.withLock { ($0.shares[sender]?.connections ?? 0) < most }
    }

    /// - Returns: false when it is one too many; it counts all the same, until it is closed.
    func open(_ sender: UInt64?) -> Bool {
        guard let sender else { return true }
        return use.withLock { use in
            let count = (use.shares[sender]?.connections ?? 0) + 1
            use.shares[sender, default: Share()].connections = count
            return count <= limits.connectionsPerAddress ?? .max
        }
    }

    func close(_ sender: UInt64?) {
        guard let sender else { return }
        use.withLock { use in
            use.shares[sender, default: Share()].connections -= 1
            if use.shares[sender]?.connections == 0 { use.shares[sender] = nil }
        }
    }

    /// Takes memory for a body. One sender gets half of all, unless all come from one address.
    ///
    /// - Parameter isBounded: from the half that all strangers share.
    func reserve(_ bytes: Int, for sender: UInt64?, isBounded: Bool) -> Bool {
        use.withLock { use in
            guard bytes <= limits.requestBytes - use.bytes else { return false }
            guard !isBounded || bytes <= limits.requestBytes / 2 - use.bounded else { return false }
            if let sender {
                let share = use.shares[sender, default: Share()]
                let isFair = bytes <= limits.requestBytes / 2 - share.bytes
                guard isFair || limits.connectionsPerAddress == nil else { return false }
                use.shares[sender, default: Share()].bytes += bytes
            }
            use.bytes += bytes
            if isBounded { use.bounded += bytes }
            return true
        }
    }

    /// - Parameter bounded: how many of these came from the strangers' half.
    func release(_ bytes: Int, for sender: UInt64?, bounded: Int) {
        guard bytes > 0 else { return }
        use.withLock { use in
            use.bytes -= bytes
            use.bounded -= bounded
            if let sender { use.shares[sender]?.bytes -= bytes }
        }
    }

    /// Bytes of bodies in memory.
    var bytesInUse: Int { use.withLock(\.bytes) }
}
