/// Addresses from which requests came lately whose sender was certain.
///
/// Bounded: of more than `capacity` addresses, those are forgotten from which nothing came for longest.
struct KnownSenders {
    private var recent: [RequestOrigin: RequestSender] = [:]
    private var earlier: [RequestOrigin: RequestSender] = [:]
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = max(2, capacity)
    }

    /// Who spoke from here; nil when that is not known.
    mutating func sender(at origin: RequestOrigin) -> RequestSender? {
        if let sender = recent[origin] { return sender }
        guard let sender = earlier[origin] else { return nil }
        learn(origin, as: sender)
        return sender
    }

    mutating func learn(_ origin: RequestOrigin, as sender: RequestSender) {
        if recent[origin] == nil, recent.count >= capacity / 2 { (earlier, recent) = (recent, [:]) }
        recent[origin] = sender
    }
}
