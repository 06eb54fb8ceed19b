internal import Dispatch
internal import Envelope
internal import Synchronization

/// The node's end of the conversation with one key process. Callers on any thread may ask at the same time.
///
/// There is no thread of its own: of the callers that wait, one reads and hands the others their replies; when it has its own,
/// the next one reads. So a single caller costs two switches between processes and nothing else.
final class KeyChannel: Sendable {
    /// A caller that waits. Its fields belong to the lock of the channel.
    private final class Call: @unchecked Sendable {
        let turn = DispatchSemaphore(value: 0)
        var reply: KeyReply?
        var isReader = false
    }

    private struct State {
        var lastID: UInt64 = 0
        var waiting: [UInt64: Call] = [:]
        var hasReader = false
        var isRetired = false
        var failure: KeyChannelFailure?
    }

    private let socket: PacketSocket
    private let limit: Duration
    private let state = Mutex(State())

    /// - Parameter limit: how long a request may take. One that takes longer ends the channel.
    init(_ socket: PacketSocket, limit: Duration) {
        self.socket = socket
        self.limit = limit
        socket.limit(limit)
    }

    /// Asks, and waits for the reply. Blocks the thread for at most twice the time limit.
    func ask(_ request: KeyRequest) throws(KeyChannelFailure) -> KeyReply {
        let (id, call) = try register()
        guard let packet = request.packet(id: id) else {
            leave(id, call)
            return KeyReply(.wrongUse, Array("a shared info of more than \(KeyWire.fields[0].count) bytes".utf8))
        }
        if !socket.send(packet) { fail(.ended) }
        let end = ContinuousClock.now + limit
        while true {
            if state.withLock({ _ in call.isReader }) {
                read(until: id, call, end)
            } else if call.turn.wait(timeout: .now() + limit.dispatchInterval) == .timedOut {
                fail(.silent)
            }
            if let outcome = state.withLock({ Self.outcome(of: call, &$0) }) { return try outcome.get() }
        }
    }

    /// Takes no new requests; those that wait still get their replies.
    func retire() { state.withLock { $0.isRetired = true } }

    var isIdle: Bool { state.withLock { $0.waiting.isEmpty } }

    /// Why the channel ended; nil as long as it did not.
    var failure: KeyChannelFailure? { state.withLock { $0.failure } }

    /// Ends the channel: every caller that waits is told why. Only the first reason counts.
    func fail(_ reason: KeyChannelFailure) {
        let calls = state.withLock { state in
            if state.failure == nil { state.failure = reason }
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        socket.hangUp()
        for call in calls { call.turn.signal() }
    }

    private func register() throws(KeyChannelFailure) -> (UInt64, Call) {
        let made = state.withLock { state -> Result<(UInt64, Call), KeyChannelFailure> in
            if let failure = state.failure { return .failure(failure) }
            guard !state.isRetired else { return .failure(.retired) }
            let call = Call()
            state.lastID &+= 1
            state.waiting[state.lastID] = call
            call.isReader = !state.hasReader
            state.hasReader = true
            return .success((state.lastID, call))
        }
        return try made.get()
    }

    private static func outcome(of call: Call, _ state: inout State) -> Result<KeyReply, KeyChannelFailure>? {
        if let reply = call.reply {
            call.reply = nil
            return .success(reply)
        }
        return state.failure.map { .failure($0) }
    }

    /// Reads replies for all until this call has its own, then gives the turn to another that waits.
    private func read(until id: UInt64, _ call: Call, _ end: ContinuousClock.Instant) {
        var packet = [UInt8](repeating: 0, count: KeyWire.replyByteCount)
        defer {
            packet.cleanse()
            leave(id, call)
        }
        while failure == nil {
            switch socket.receive(into: &packet) {
            case .packet: break
            case .silence: return fail(.silent)
            case .ended: return fail(.ended)
            }
            guard let (owner, reply) = KeyReply.read(packet) else { return fail(.nonsense) }
            if deliver(reply, to: owner) === call { return }
            if ContinuousClock.now > end { return fail(.silent) }
        }
    }

    /// - Returns: the call that the reply is for; nil when nobody waits for it, which ends the channel.
    private func deliver(_ reply: KeyReply, to id: UInt64) -> Call? {
        let found = state.withLock { state -> (call: Call, isReader: Bool)? in
            guard let call = state.waiting.removeValue(forKey: id) else { return nil }
            call.reply = reply
            return (call, call.isReader)
        }
        guard let found else {
            fail(.nonsense)
            return nil
        }
        if !found.isReader { found.call.turn.signal() }
        return found.call
    }

    /// Takes the call off the list and lets another one read.
    private func leave(_ id: UInt64, _ call: Call) {
        let next = state.withLock { state -> Call? in
            state.waiting[id] = nil
            guard call.isReader else { return nil }
            call.isReader = false
            let next = state.waiting.first?.value
            next?.isReader = true
            state.hasReader = next != nil
            return next
        }
        next?.turn.signal()
    }
}

extension Duration {
    fileprivate var dispatchInterval: DispatchTimeInterval {
        .nanoseconds(Int(components.seconds) * 1_000_000_000 + Int(components.attoseconds / 1_000_000_000))
    }
}
