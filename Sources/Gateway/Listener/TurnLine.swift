/// Work that waits for a place. Senders get places in turn, however much each of them has waiting; the work of one sender is begun
/// in the order in which it came.
struct TurnLine<Work> {
    private struct Queue {
        var waiting: [Work] = []
        var running = 0

        var held: Int { waiting.count + running }
    }

    private let limits: TurnLimits
    private var queues: [RequestSender: Queue] = [:]
    /// Senders with work that waits; the first is next.
    private var turns: [RequestSender] = []
    private var running = 0
    private var held = 0

    init(_ limits: TurnLimits) {
        self.limits = limits
    }

    func hasRoom(for sender: RequestSender) -> Bool {
        held < limits.held && (queues[sender]?.held ?? 0) < limits.heldPerSender
    }

    /// - Returns: false when there is no room.
    mutating func join(_ work: Work, of sender: RequestSender) -> Bool {
        guard hasRoom(for: sender) else { return false }
        if queues[sender, default: Queue()].waiting.isEmpty { turns.append(sender) }
        queues[sender, default: Queue()].waiting.append(work)
        held += 1
        return true
    }

    /// Gives a place to the work whose turn it is; nil when none waits that may have one.
    mutating func next() -> (work: Work, sender: RequestSender)? {
        guard running < limits.places,
            let index = turns.firstIndex(where: { (queues[$0]?.running ?? 0) < limits.placesPerSender }),
            var queue = queues[turns[index]]
        else { return nil }
        let sender = turns.remove(at: index)
        let work = queue.waiting.removeFirst()
        queue.running += 1
        running += 1
        if !queue.waiting.isEmpty { turns.append(sender) }
        queues[sender] = queue
        return (work, sender)
    }

    /// Gives back a place.
    mutating func leave(_ sender: RequestSender) {
        guard var queue = queues[sender], queue.running > 0 else { return }
        queue.running -= 1
        queues[sender] = queue.held > 0 ? queue : nil
        running -= 1
        held -= 1
    }
}
