/// How long to wait before a key process is started again: not at all after a long life, longer and longer after short ones.
struct RestartPauses {
    private static let longLife = Duration.seconds(60)
    private static let longest = Duration.seconds(30)

    private var next = Duration.zero

    /// - Parameter lived: how long the process served; zero when it did not start.
    mutating func pause(afterLife lived: Duration) -> Duration {
        if lived >= Self.longLife { next = .zero }
        defer { next = min(Self.longest, next == .zero ? .seconds(1) : next * 2) }
        return next
    }
}
