internal import CMicroHTTPD
internal import Dispatch
internal import Synchronization

/// The library's threads with their listening socket; hands each whole request to the handler, in a task of its own.
final class HTTPServer: Sendable {
    private struct State {
        var queue: RequestQueue<Waiting>
        /// Those that have no answer yet: the library waits for them, and may not be stopped while it does.
        var unanswered: [ObjectIdentifier: ClientConnection] = [:]
        var isClosing = false
    }

    private struct Waiting {
        let request: HTTPRequest
        let connection: ClientConnection
    }

    private typealias Place = RequestQueue<Waiting>.Place

    /// To who is not known, for whatever reason.
    private static let refusal = 403

    let settings: ListenerSettings
    let admission: Admission
    let watch: ConnectionWatch
    let pace: BodyPace
    let identities: TLSIdentities?
    private let socket: ListeningSocket
    private let handler: @Sendable (HTTPRequest) async -> HTTPResponse
    private let state: Mutex<State>
    /// Answers that are on their way to the library, outside the lock: telling it wakes a thread.
    private let handedBack = Atomic(0)
    private let daemon = Mutex<DaemonHandle?>(nil)

    init(
        settings: ListenerSettings, handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws(ListenerError) {
        self.settings = settings
        self.handler = handler
        let limits = settings.limits
        admission = Admission(limits)
        pace = BodyPace(bytesPerSecond: limits.strangersBytesPerSecond)
        state = Mutex(State(queue: RequestQueue(limits)))
        let identities = try settings.identity.map { credentials throws(ListenerError) in
            TLSIdentities(try Self.identity(credentials, settings.place), handshakeTime: limits.handshakeTime)
        }
        self.identities = identities
        watch = ConnectionWatch(limits, hasHandshakes: identities != nil) { identities?.forget() }
        socket = try ListeningSocket(settings.place, isPlain: settings.identity == nil)
        try start()
    }

    var port: UInt16 { socket.port }

    /// Requests that wait for their turn or their answer.
    var unanswered: Int { state.withLock { $0.unanswered.count } }

    func renew(_ credentials: TLSCredentials) throws(ListenerError) {
        guard let identities else { throw ListenerError(.noTLS, settings.place) }
        guard !state.withLock(\.isClosing) else { throw ListenerError(.stopped, settings.place) }
        identities.renew(try Self.identity(credentials, settings.place))
    }

    /// Whether a connection from here is let in.
    func admit(_ sender: UInt64?) -> Bool {
        admission.hasRoom(for: sender) && (!isStranger(sender) || watch.hasRoomForStranger())
    }

    /// Counts a connection that was let in. Where two threads each let one in and there was room for one, the second ends.
    func begin(_ connection: ClientConnection) {
        let sender = connection.address.sender
        let isStranger = isStranger(sender)
        watch.add(connection, isStranger: isStranger)
        // The address may have become known in between.
        if isStranger, !self.isStranger(sender) { watch.recognise(connection) }
        if !admission.open(sender) { connection.deadline.endWhenIdle() }
    }

    /// Behind a proxy nobody is: every connection is the proxy's. Nor on a unix socket.
    private func isStranger(_ sender: UInt64?) -> Bool {
        guard let sender, !settings.limits.isShared else { return false }
        return !isKnown(RequestOrigin(sender: sender))
    }

    /// Whether it is known who sends from here.
    func isKnown(_ origin: RequestOrigin) -> Bool { state.withLock { $0.queue.isKnown(origin) } }

    /// Whether a request from here with this head is worth reading its body.
    func admit(_ head: RequestHead, from origin: RequestOrigin) throws(Refusal) {
        if let methods = settings.methods {
            guard let methods = methods(head.path) else { throw .notFound }
            guard methods.contains(head.method) else { throw .methodNotAllowed(methods) }
        }
        if case .length(let length) = head.framing, length > settings.limits.bodyBytes { throw .bodyTooLarge }
        if !state.withLock({ $0.queue.hasRoom(for: origin) }) { throw .busy(retryAfter: settings.limits.retryAfter) }
    }

    /// Lets the handler answer when it is the sender's turn; the library leaves the connection alone until then.
    ///
    /// - Returns: false when there is no room, or the listener stops.
    func run(_ request: HTTPRequest, from origin: RequestOrigin, on connection: ClientConnection) -> Bool {
        let isTaken = state.withLock { state in
            let waiting = Waiting(request: request, connection: connection)
            guard !state.isClosing, state.queue.join(waiting, from: origin) else { return false }
            state.unanswered[ObjectIdentifier(connection)] = connection
            MHD_suspend_connection(connection.handle)
            return true
        }
        if isTaken { beginNext() }
        return isTaken
    }

    private func beginNext() {
        while let (waiting, place) = state.withLock({ $0.isClosing ? nil : $0.queue.next() }) {
            Task { await answer(waiting, place) }
        }
    }

    /// Who is refused keeps his place until the answer leaves: else the next one's time would tell how long it took.
    private func answer(_ waiting: Waiting, _ place: Place) async {
        let due = ContinuousClock.now + settings.limits.refusalTime
        let response = await handler(waiting.request)
        if response.status == Self.refusal {
            state.withLock { state in
                guard state.unanswered[ObjectIdentifier(waiting.connection)] != nil else { return }
                waiting.connection.releaseBody()
            }
            try? await Task.sleep(until: due)
        }
        state.withLock { $0.queue.leave(place, peer: response.peer) }
        if response.peer != nil { watch.recognise(waiting.connection) }
        finish(waiting.connection, response)
        beginNext()
    }

    private func finish(_ connection: ClientConnection, _ response: HTTPResponse) {
        let isWaiting = state.withLock { state in
            guard state.unanswered.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return false }
            handedBack.add(1, ordering: .relaxed)
            return true
        }
        guard isWaiting else { return }
        connection.releaseBody()
        connection.phase = .handled(response)
        MHD_resume_connection(connection.handle)
        handedBack.subtract(1, ordering: .releasing)
    }

    private func start() throws(ListenerError) {
        guard let started = DaemonHandle(self, socket: socket.descriptor) else {
            socket.refuse()
            socket.close()
            throw ListenerError(.system("the HTTP library does not start"), settings.place)
        }
        daemon.withLock { $0 = started }
    }

    private static func identity(
        _ credentials: TLSCredentials, _ place: ListenerPlace
    ) throws(ListenerError) -> TLSIdentity {
        do throws(TLSIdentity.Problem) {
            return try TLSIdentity(credentials)
        } catch {
            switch error {
            case .certificate(let why): throw ListenerError(.certificate(why), place)
            case .key(let why): throw ListenerError(.key(why), place)
            case .keyOfOther: throw ListenerError(.keyOfOther, place)
            }
        }
    }
}

extension HTTPServer {
    private static let lookTime: Duration = .milliseconds(20)
    private static let lastTime: Duration = .milliseconds(500)

    func stop() async {
        guard let daemon = daemon.withLock({ $0.take() }) else { return }
        daemon.quiesce()
        socket.refuse()
        watch.endIdle()
        pace.end()
        await emptied(within: settings.limits.stopTime)
        abandonHandlers()
        await emptied(within: Self.lastTime)
        while handedBack.load(ordering: .acquiring) > 0 { try? await Task.sleep(for: Self.lookTime) }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                daemon.stop()
                self.socket.close()
                continuation.resume()
            }
        }
    }

    private func emptied(within time: Duration) async {
        let end = ContinuousClock.now + time
        while watch.count > 0, ContinuousClock.now < end {
            try? await Task.sleep(for: Self.lookTime)
        }
    }

    /// What has no answer yet gets 503, and nothing is taken any more.
    private func abandonHandlers() {
        let unanswered = state.withLock { state in
            state.isClosing = true
            state.queue = RequestQueue(settings.limits)
            return Array(state.unanswered.values)
        }
        let busy = Refusal.busy(retryAfter: settings.limits.retryAfter).response
        for connection in unanswered { finish(connection, busy) }
    }
}
