internal import CMicroHTTPD
internal import Dispatch
internal import Synchronization

/// The library's threads with their listening socket; hands each whole request to the handler, in a task of its own.
final class HTTPServer: Sendable {
    private struct State {
        /// Those whose handler runs: the library waits for them, and may not be stopped while it does.
        var running: [ObjectIdentifier: ClientConnection] = [:]
        /// Of these, those whose answer is there and waits for its time.
        var held: Set<ObjectIdentifier> = []
        var isClosing = false
    }

    /// To who is not known, for whatever reason.
    private static let refusal = 403

    let settings: ListenerSettings
    let admission: Admission
    let watch: ConnectionWatch
    let identities: TLSIdentities?
    private let socket: ListeningSocket
    private let handler: @Sendable (HTTPRequest) async -> HTTPResponse
    private let state = Mutex(State())
    private let daemon = Mutex<DaemonHandle?>(nil)

    init(
        settings: ListenerSettings, handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws(ListenerError) {
        self.settings = settings
        self.handler = handler
        let limits = settings.limits
        admission = Admission(limits)
        let identities = try settings.identity.map { credentials throws(ListenerError) in
            TLSIdentities(try Self.identity(credentials, settings.place), handshakeTime: limits.handshakeTime)
        }
        self.identities = identities
        watch = ConnectionWatch(interval: limits.watchInterval, most: limits.connections - limits.connections / 8) {
            identities?.forget()
        }
        socket = try ListeningSocket(settings.place, isPlain: settings.identity == nil)
        try start()
    }

    var port: UInt16 { socket.port }

    func renew(_ credentials: TLSCredentials) throws(ListenerError) {
        guard let identities else { throw ListenerError(.noTLS, settings.place) }
        guard !state.withLock(\.isClosing) else { throw ListenerError(.stopped, settings.place) }
        identities.renew(try Self.identity(credentials, settings.place))
    }

    /// Whether a request with this head is worth reading its body.
    func admit(_ head: RequestHead) throws(Refusal) {
        if let methods = settings.methods {
            guard let methods = methods(head.path) else { throw .notFound }
            guard methods.contains(head.method) else { throw .methodNotAllowed(methods) }
        }
        if case .length(let length) = head.framing, length > settings.limits.bodyBytes { throw .bodyTooLarge }
        if admission.isFull { throw .busy(retryAfter: settings.limits.retryAfter) }
    }

    /// Lets the handler answer; the library leaves the connection alone until then.
    ///
    /// - Returns: false when there is no room, or the listener stops.
    func run(_ request: HTTPRequest, on connection: ClientConnection) -> Bool {
        let isRunning = state.withLock { state in
            guard !state.isClosing, admission.beginRequest() else { return false }
            state.running[ObjectIdentifier(connection)] = connection
            MHD_suspend_connection(connection.handle)
            return true
        }
        guard isRunning else { return false }
        let due = ContinuousClock.now + settings.limits.refusalTime
        Task { [handler] in
            let response = await handler(request)
            if response.status == Self.refusal {
                self.hold(connection)
                try? await Task.sleep(until: due)
            }
            self.finish(connection, response)
        }
        return true
    }

    /// A refusal that waits for its time takes no place away from others.
    private func hold(_ connection: ClientConnection) {
        state.withLock { state in
            let identifier = ObjectIdentifier(connection)
            guard state.running[identifier] != nil else { return }
            state.held.insert(identifier)
            admission.endRequest()
            connection.releaseBody()
        }
    }

    private func finish(_ connection: ClientConnection, _ response: HTTPResponse) {
        state.withLock { state in
            let identifier = ObjectIdentifier(connection)
            guard state.running.removeValue(forKey: identifier) != nil else { return }
            if state.held.remove(identifier) == nil { admission.endRequest() }
            connection.releaseBody()
            connection.phase = .handled(response)
            MHD_resume_connection(connection.handle)
        }
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
        await emptied(within: settings.limits.stopTime)
        abandonHandlers()
        await emptied(within: Self.lastTime)
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
        let running = state.withLock { state in
            state.isClosing = true
            return Array(state.running.values)
        }
        for connection in running { finish(connection, Refusal.busy(retryAfter: settings.limits.retryAfter).response) }
    }
}
