internal import CMicroHTTPD

/// One connection, and the request that is under way on it.
///
/// Unchecked, because one thread of the library serves it from begin to end; only between `suspend` and `resume` it belongs
/// to the task that runs the handler. `deadline` guards itself.
final class ClientConnection: @unchecked Sendable {
    enum Phase {
        case idle
        /// The request line is known.
        case head
        case body(RequestHead)
        /// Refused; what is left of its body is read and dropped, so that the sender reads the answer.
        case refused(Refusal)
        case handled(HTTPResponse)
        case answered
    }

    /// Bodies count in blocks of this many bytes.
    private static let block = 64 << 10
    /// The most bytes that are set apart for a body of which nothing came in yet.
    private static let prospect = 1 << 20

    let handle: OpaquePointer
    let address: ClientAddress
    let deadline: ConnectionDeadline
    var phase = Phase.idle
    /// Not read for a while; see ``BodyPace``.
    var isPaused = false
    private let server: HTTPServer
    private var target = RawTarget(nil, count: 0)
    private var body: [UInt8] = []
    private var dropped = 0
    private var reserved = 0
    /// Of these, in the part of the memory that strangers have.
    private var bounded = 0
    private var closes = false
    private var isStranger = true

    init(_ handle: OpaquePointer, server: HTTPServer) {
        self.handle = handle
        self.server = server
        address = ClientAddress(weerthuis_connection_address(handle))
        deadline = ConnectionDeadline(
            socket: weerthuis_connection_socket(handle), isPlain: server.identities == nil,
            first: server.settings.limits.handshakeTime)
    }

    /// What a TLS handshake that begins now shows.
    var identity: Unmanaged<TLSIdentity>? { server.identities?.current }

    private var limits: ListenerLimits { server.settings.limits }

    /// In whose turn a request is: behind a proxy, of the last address in `X-Forwarded-For`, which is the proxy's own word.
    private func origin(_ head: RequestHead) -> RequestOrigin {
        guard limits.isShared else { return RequestOrigin(sender: address.sender) }
        let last = head.headers.all("X-Forwarded-For").last?.split(separator: ",").last
        guard let client = last.flatMap({ ClientAddress($0.trimmingPrefix { $0 == " " }) }) else {
            return RequestOrigin(sender: address.sender, isShared: true)
        }
        return RequestOrigin(sender: client.sender)
    }

    /// The request line came in.
    func begin(_ target: RawTarget) {
        self.target = target
        phase = .head
        deadline.receive(limits.requestTime)
    }

    /// The next step of the request; the library calls this once for the head, for each part of the body, at its end, and
    /// when the handler has answered.
    ///
    /// - Returns: false to end the connection.
    func proceed(method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, part: UnsafeBufferPointer<UInt8>) -> Bool
    {
        if !part.isEmpty, deadline.isLate {
            weerthuis_send_tls(handle, ConnectionDeadline.lateAnswer, ConnectionDeadline.lateAnswer.count)
            return false
        }
        return switch phase {
        case .head: takeHead(method, version)
        case .body(let head): part.isEmpty ? finish(head) : receive(part, head)
        case .refused(let refusal): part.isEmpty ? send(refusal.response) : drop(part.count)
        case .handled(let response): send(response)
        case .idle, .answered: false
        }
    }

    /// The answer was sent, or the connection ended before.
    func complete() {
        releaseBody()
        (dropped, closes, phase) = (0, false, .idle)
        deadline.idle(limits.idleTime + limits.handshakeTime)
    }

    private func takeHead(_ method: UnsafePointer<CChar>, _ version: UnsafePointer<CChar>) -> Bool {
        do throws(Refusal) {
            let head = try RequestHead(
                RawHead(handle, method: method, target: target, version: version), limits: limits)
            closes = head.framing == .chunked
            phase = .body(head)
            let origin = origin(head)
            isStranger = !server.isKnown(origin)
            try server.admit(head, from: origin)
            try reserve(head)
            return true
        } catch {
            return refuse(error)
        }
    }

    private func refuse(_ refusal: Refusal) -> Bool {
        guard !refusal.isFatal, case .body(let head) = phase, isShort(head) else {
            closes = true
            return send(refusal.response)
        }
        phase = .refused(refusal)
        return true
    }

    /// Whether the body of a refused request is read to its end.
    private func isShort(_ head: RequestHead) -> Bool {
        switch head.framing {
        case .length(let length): !head.expectsContinue && length <= limits.droppedBytes
        case .chunked: !head.expectsContinue
        }
    }

    private func reserve(_ head: RequestHead) throws(Refusal) {
        guard case .length(let length) = head.framing else { return try reserve(Self.block) }
        try reserve(min(length, Self.block))
        body.reserveCapacity(min(length, Self.prospect))
    }

    private func reserve(_ bytes: Int) throws(Refusal) {
        // The first block is small enough to be nobody's loss.
        let isBounded = isStranger && reserved >= Self.block
        guard server.admission.reserve(bytes, for: address.sender, isBounded: isBounded) else {
            throw .busy(retryAfter: limits.retryAfter)
        }
        reserved += bytes
        if isBounded { bounded += bytes }
    }

    private func receive(_ part: UnsafeBufferPointer<UInt8>, _ head: RequestHead) -> Bool {
        do throws(Refusal) {
            guard part.count <= limits.bodyBytes - body.count else { throw .bodyTooLarge }
            while body.count + part.count > reserved { try reserve(Self.block) }
            if case .length(let length) = head.framing, body.count + part.count > body.capacity {
                body.reserveCapacity(length)
            }
            body.append(contentsOf: part)
            if isStranger, body.count > Self.block { server.pace.count(part.count, on: self) }
            return true
        } catch {
            // In the midst of a body no answer can be given: it is read to its end.
            releaseBody()
            closes = true
            phase = .refused(error)
            return drop(part.count)
        }
    }

    private func drop(_ count: Int) -> Bool {
        dropped += count
        guard dropped <= limits.droppedBytes else { return false }
        if isStranger { server.pace.count(count, on: self) }
        return true
    }

    private func finish(_ head: RequestHead) -> Bool {
        guard MHD_get_connection_values_n(handle, .FOOTER_KIND, nil, nil) == 0 else {
            return refuse(.malformed("Trailer fields are not taken."))
        }
        let request = HTTPRequest(
            method: head.method, path: head.path, query: head.query, headers: head.headers, body: body,
            address: address.text)
        body = []
        guard deadline.answer(nil) else { return false }
        guard server.run(request, from: origin(head), on: self) else {
            releaseBody()
            return send(Refusal.busy(retryAfter: limits.retryAfter).response)
        }
        return true
    }

    /// Gives back what the body took.
    func releaseBody() {
        body = []
        server.admission.release(reserved, for: address.sender, bounded: bounded)
        (reserved, bounded) = (0, 0)
    }

    private func send(_ response: HTTPResponse) -> Bool {
        phase = .answered
        guard deadline.answer(limits.answerTime) else { return false }
        return HTTPAnswerWriter.queue(response, on: handle, closes: closes || deadline.isLast)
    }
}
