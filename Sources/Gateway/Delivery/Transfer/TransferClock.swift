internal import CCurl

/// Watches the time of one exchange, phase by phase. libcurl itself has one limit for name, connection and TLS together.
struct TransferClock {
    private let timeouts: DeliverySettings.Timeouts
    private var started = ContinuousClock.now
    private var lastProgress = ContinuousClock.now
    private var sent: Int64 = 0

    init(_ timeouts: DeliverySettings.Timeouts) {
        self.timeouts = timeouts
    }

    mutating func start(_ now: ContinuousClock.Instant) {
        started = now
        lastProgress = now
        sent = 0
    }

    /// Bytes came.
    mutating func progress(_ now: ContinuousClock.Instant) { lastProgress = now }

    mutating func overdue(_ easy: borrowing EasyHandle, at now: ContinuousClock.Instant) -> TransferPhase? {
        let count = easy.size(CURLINFO_SIZE_UPLOAD_T)
        if count != sent {
            sent = count
            lastProgress = now
        }
        if now >= started + timeouts.whole { return .whole }
        let phase = phase(easy)
        return now >= deadline(of: phase, easy) ? phase : nil
    }

    func deadline(_ easy: borrowing EasyHandle) -> ContinuousClock.Instant {
        min(started + timeouts.whole, deadline(of: phase(easy), easy))
    }

    /// Where the exchange stands, as far as libcurl tells.
    func phase(_ easy: borrowing EasyHandle) -> TransferPhase {
        if easy.size(CURLINFO_PRETRANSFER_TIME_T) > 0 { return .answer }
        if easy.size(CURLINFO_CONNECT_TIME_T) > 0 { return .tls }
        return easy.size(CURLINFO_NAMELOOKUP_TIME_T) > 0 ? .connect : .resolve
    }

    private func deadline(of phase: TransferPhase, _ easy: borrowing EasyHandle) -> ContinuousClock.Instant {
        switch phase {
        case .resolve, .connect: started + timeouts.connect
        case .tls: started + .microseconds(easy.size(CURLINFO_CONNECT_TIME_T)) + timeouts.tls
        case .answer: max(lastProgress, started + .microseconds(easy.size(CURLINFO_PRETRANSFER_TIME_T))) + timeouts.idle
        case .whole: started + timeouts.whole
        }
    }
}
