internal import CCurl

/// The loop itself, on its one thread.
final class TransferEngine {
    /// How many handles are kept for reuse: as many as one partner gets by default.
    private static let mostIdle = 32
    /// How long to sleep when there is no deadline to watch.
    private static let longestWait: Int32 = 60_000

    private let inbox: TransferInbox
    private let rules: TransferRules
    private let share: SessionShare
    private var idle: [Transfer] = []
    private var active: [UnsafeMutableRawPointer: Transfer] = [:]
    private var waiting: [WaitingCall] = []
    private var places: LanePlaces
    /// When the exchanges' times are looked at next.
    private var nextCheck: ContinuousClock.Instant?

    init(_ inbox: TransferInbox, _ rules: TransferRules, _ share: SessionShare) {
        self.inbox = inbox
        self.rules = rules
        self.share = share
        places = LanePlaces(most: rules.perPartner)
    }

    func run() {
        while true {
            let post = inbox.take()
            waiting += post.calls
            for id in post.cancelled { giveUp(id) }
            if post.isClosed { break }
            beginWaiting()
            inbox.multi.work()
            while let (easy, code) = inbox.multi.nextFinished() { finish(easy, code) }
            if !waiting.isEmpty && beginWaiting() { continue }
            checkTimes()
            inbox.multi.wait(milliseconds: pause)
        }
        closeAll()
    }

    /// Begins what has a place.
    ///
    /// - Returns: whether anything was begun.
    @discardableResult
    private func beginWaiting() -> Bool {
        var didBegin = false
        var left: [WaitingCall] = []
        for call in waiting {
            let isFull = active.count >= rules.maxConnections || places.isFull(call.lane)
            if isFull { left.append(call) } else { didBegin = begin(call) || didBegin }
        }
        waiting = left
        return didBegin
    }

    private func begin(_ call: WaitingCall) -> Bool {
        guard let transfer = idle.popLast() ?? (try? Transfer(rules, share)) else {
            call.finish(.failure(TransferFailure(kind: .other(code: CURLE_OUT_OF_MEMORY.rawValue), host: call.host)))
            return false
        }
        let now = ContinuousClock.now
        do throws(TransferFailure) { try transfer.begin(call, now: now) } catch {
            call.finish(.failure(error))
            keep(transfer)
            return false
        }
        guard inbox.multi.add(transfer.easy) else {
            transfer.end(.failure(TransferFailure(kind: .other(code: CURLE_FAILED_INIT.rawValue), host: call.host)))
            return false
        }
        active[transfer.easy.pointer] = transfer
        places.take(call.lane)
        nextCheck = min(nextCheck ?? transfer.deadline, transfer.deadline)
        return true
    }

    private func finish(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) {
        guard let transfer = active[easy] else { return }
        end(transfer, transfer.result(code))
    }

    private func end(_ transfer: Transfer, _ result: Result<HTTPAnswer, TransferFailure>) {
        inbox.multi.remove(transfer.easy)
        active[transfer.easy.pointer] = nil
        let lane = transfer.call?.lane
        transfer.end(result)
        keep(transfer)
        guard let lane else { return }
        if places.leave(lane, didAnswer: Self.didAnswer(result)) { dismiss(lane) }
    }

    private static func didAnswer(_ result: Result<HTTPAnswer, TransferFailure>) -> Bool? {
        switch result {
        case .success: true
        case .failure(let failure): failure.kind == .closed ? nil : false
        }
    }

    /// Whoever waits behind calls that reached nobody is not made to wait for the same.
    private func dismiss(_ lane: String) {
        let dismissed = waiting.filter { $0.lane == lane }
        waiting.removeAll { $0.lane == lane }
        for call in dismissed { call.finish(.failure(TransferFailure(kind: .circuitOpen, host: call.host))) }
    }

    private func keep(_ transfer: Transfer) {
        if idle.count < Self.mostIdle { idle.append(transfer) }
    }

    private func giveUp(_ id: UInt64) {
        if let index = waiting.firstIndex(where: { $0.id == id }) {
            let call = waiting.remove(at: index)
            call.finish(.failure(TransferFailure(kind: .closed, host: call.host)))
        } else if let transfer = active.values.first(where: { $0.call?.id == id }) {
            end(transfer, .failure(TransferFailure(kind: .closed, host: transfer.call?.host ?? "")))
        }
    }

    private func checkTimes() {
        let now = ContinuousClock.now
        for transfer in active.values where transfer.observe(at: now) {
            nextCheck = min(nextCheck ?? transfer.deadline, transfer.deadline)
        }
        guard let check = nextCheck, now >= check else { return }
        for transfer in Array(active.values) {
            guard let phase = transfer.overdue(at: now) else { continue }
            end(transfer, .failure(TransferFailure(kind: .timeout(phase), host: transfer.call?.host ?? "")))
        }
        nextCheck = active.values.map(\.deadline).min()
    }

    /// Milliseconds until the times are looked at next.
    private var pause: Int32 {
        guard waiting.isEmpty || !active.isEmpty else { return 0 }
        guard let nextCheck, !active.isEmpty else { return Self.longestWait }
        let left = (nextCheck - .now) / .milliseconds(1)
        return Int32(min(max(left.rounded(.up), 0), Double(Self.longestWait)))
    }

    private func closeAll() {
        for transfer in Array(active.values) {
            end(transfer, .failure(TransferFailure(kind: .closed, host: transfer.call?.host ?? "")))
        }
        for call in waiting { call.finish(.failure(TransferFailure(kind: .closed, host: call.host))) }
        waiting = []
        for call in inbox.take().calls { call.finish(.failure(TransferFailure(kind: .closed, host: call.host))) }
    }
}
