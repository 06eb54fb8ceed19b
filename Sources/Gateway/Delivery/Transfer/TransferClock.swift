internal import CCurl

/// Watches the time of one exchange, phase by phase. libcurl itself has one limit for name, connection and TLS together.
struct TransferClock {
    private let timeouts: DeliverySettings.Timeouts
    private(set) var phase = TransferPhase.resolve
    private var started = ContinuousClock.now
    /// When the phase began, or when bytes moved last.
    private var since = ContinuousClock.now
    private var sent: Int64 = 0
    private var didConnect = false

    init(_ timeouts: DeliverySettings.Timeouts) {
        self.timeouts = timeouts
    }

    mutating func start(_ now: ContinuousClock.Instant) {
        phase = .resolve
        started = now
        since = now
        sent = 0
        didConnect = false
    }

    /// There is a connection, and TLS begins on it. libcurl tells its times and its port only after TLS: 7.88 the one, 8.14 both.
    mutating func beginTLS() { didConnect = true }

    /// Bytes came.
    mutating func progress(_ now: ContinuousClock.Instant) {
        phase = .answer
        since = now
    }

    /// Notes how far the exchange is by now.
    ///
    /// - Returns: whether it came into another phase.
    mutating func observe(_ easy: borrowing EasyHandle, at now: ContinuousClock.Instant) -> Bool {
        guard phase != .answer else { return false }
        let reached = reached(easy)
        guard reached != phase else { return false }
        // Name and connection share one limit.
        if reached != .connect { since = now }
        phase = reached
        return true
    }

    mutating func overdue(_ easy: borrowing EasyHandle, at now: ContinuousClock.Instant) -> TransferPhase? {
        let count = easy.size(CURLINFO_SIZE_UPLOAD_T)
        if count != sent {
            sent = count
            since = now
        }
        if now >= started + timeouts.whole { return .whole }
        return now >= deadline ? phase : nil
    }

    var deadline: ContinuousClock.Instant {
        let limit =
            switch phase {
            case .resolve, .connect: timeouts.connect
            case .tls: timeouts.tls
            case .answer, .whole: timeouts.idle
            }
        return min(since + limit, started + timeouts.whole)
    }

    private func reached(_ easy: borrowing EasyHandle) -> TransferPhase {
        if easy.size(CURLINFO_PRETRANSFER_TIME_T) > 0 { return .answer }
        if didConnect { return .tls }
        return easy.size(CURLINFO_NAMELOOKUP_TIME_T) > 0 ? .connect : .resolve
    }
}
