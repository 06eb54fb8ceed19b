internal import CCurl
internal import CSystem
internal import Envelope
internal import Foundation

/// One handle with the exchange that it has under way. Lent to one call after the other; the fixed options stay.
///
/// libcurl's callbacks get it as their user data, so it stays alive while its handle is in the loop.
final class Transfer {
    let easy: EasyHandle
    private(set) var call: WaitingCall?
    private var headers = HeaderList()
    private let errors = ErrorText()
    private let rules: TransferRules
    /// Outlives the handle, which is freed first.
    private let share: SessionShare
    private var clock: TransferClock
    private(set) var collector = AnswerCollector(limit: 0)
    private var refused: NetworkAddress?
    private var didOpenSocket = false

    init(_ rules: TransferRules, _ share: SessionShare) throws(CurlError) {
        easy = try EasyHandle()
        self.rules = rules
        self.share = share
        clock = TransferClock(rules.timeouts)
        try easy.applyFixedOptions(rules, share)
        try easy.set(CURLOPT_ERRORBUFFER, pointer: errors.buffer)
        try setCallbacks()
    }

    /// Takes on a call. The handle may be added to the loop then.
    ///
    /// - Throws: ``TransferFailure`` when the URL or a header can't be sent.
    func begin(_ next: WaitingCall, now: ContinuousClock.Instant) throws(TransferFailure) {
        collector = AnswerCollector(limit: next.limit)
        refused = nil
        didOpenSocket = false
        errors.clear()
        clock.start(now)
        // A proxy makes the connection itself: an address that the URL names is judged here, a name there.
        if rules.proxy != nil, let address = HostName.address(in: next.call.url), !rules.policy.permits(address) {
            throw TransferFailure(kind: .refusedAddress("\(address)"), host: next.host)
        }
        do throws(CurlError) { try prepare(next.call) } catch {
            throw TransferFailure(kind: .call, host: next.host)
        }
        call = next
    }

    /// Ends the exchange; the handle is out of the loop already.
    func end(_ result: Result<HTTPAnswer, TransferFailure>) {
        call?.finish(result)
        call = nil
        collector = AnswerCollector(limit: 0)
        _ = try? easy.set(CURLOPT_POSTFIELDS, pointer: nil)
    }

    /// Which limit of time was passed; nil when none was.
    func overdue(at now: ContinuousClock.Instant) -> TransferPhase? { clock.overdue(easy, at: now) }

    /// Notes how far the exchange is by now.
    ///
    /// - Returns: whether that changed ``deadline``.
    func observe(at now: ContinuousClock.Instant) -> Bool { clock.observe(easy, at: now) }

    /// When ``overdue(at:)`` is worth asking.
    var deadline: ContinuousClock.Instant { clock.deadline }

    /// What came of it, now that libcurl is done.
    func result(_ code: CURLcode) -> Result<HTTPAnswer, TransferFailure> {
        guard code == CURLE_OK, !collector.isTooLarge else {
            return .failure(TransferFailure(kind: failure(code), host: call?.host ?? ""))
        }
        return .success(collector.answer(status: easy.number(CURLINFO_RESPONSE_CODE)))
    }

    private func failure(_ code: CURLcode) -> TransferFailure.Kind {
        _ = clock.observe(easy, at: .now)
        if collector.isTooLarge { return .tooLarge(limit: collector.limit) }
        if let refused, !didOpenSocket { return .refusedAddress("\(refused)") }
        let evidence = CurlEvidence(
            code: code, verification: easy.number(CURLINFO_SSL_VERIFYRESULT), text: errors.text,
            phase: clock.phase)
        return evidence.failure
    }

    private func prepare(_ call: HTTPCall) throws(CurlError) {
        var list = HeaderList()
        // Without this libcurl waits a second for "100 Continue" before it sends a large body.
        guard list.leaveOut("Expect"), call.method == .post || list.leaveOut("Content-Type") else {
            throw CurlError(CURLE_OUT_OF_MEMORY)
        }
        for (name, value) in call.headers where !list.add(name, value) { throw CurlError(CURLE_BAD_FUNCTION_ARGUMENT) }
        try easy.set(CURLOPT_URL, call.url)
        try easy.set(CURLOPT_HTTPHEADER, pointer: list.pointer)
        headers = list
        switch call.method {
        case .get: try easy.set(CURLOPT_HTTPGET, 1)
        case .post:
            try easy.set(CURLOPT_POST, 1)
            try easy.set(CURLOPT_POSTFIELDSIZE_LARGE, size: call.body.count)
            try easy.copyBody(call.body)
        }
    }

    private func setCallbacks() throws(CurlError) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        try easy.set(CURLOPT_PRIVATE, pointer: me)
        try easy.set(CURLOPT_WRITEDATA, pointer: me)
        try easy.set(CURLOPT_HEADERDATA, pointer: me)
        try easy.set(CURLOPT_OPENSOCKETDATA, pointer: me)
        try easy.set(
            CURLOPT_WRITEFUNCTION,
            writer: { bytes, size, count, me in
                Transfer.of(me).take(bytes, size * count) { $0.appendBody($1) }
            })
        try easy.set(
            CURLOPT_HEADERFUNCTION,
            writer: { bytes, size, count, me in
                Transfer.of(me).take(bytes, size * count) { $0.appendHeader($1) }
            })
        try easy.set(CURLOPT_SSL_CTX_DATA, pointer: me)
        try easy.set(tlsPreparer: { _, context, me in Transfer.of(me).prepareTLS(context) })
        try easy.set(socketOpener: { me, _, address in Transfer.of(me).openSocket(address) })
    }

    /// - Returns: the count when all was taken; anything else makes libcurl stop.
    private func take(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int,
        _ append: (inout AnswerCollector, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        clock.progress(.now)
        return append(&collector, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : count &+ 1
    }

    /// Makes the socket for one address, unless that address is not allowed.
    private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address, let target = weerthuis_curl_address(address),
            let network = NetworkAddress(target, count: Int(address.pointee.addrlen))
        else { return CURL_SOCKET_BAD }
        guard rules.policy.permits(network) else {
            refused = network
            return CURL_SOCKET_BAD
        }
        didOpenSocket = true
        let kind = address.pointee.socktype | weerthuis_socket_closes_on_exec
        return socket(address.pointee.family, kind, address.pointee.`protocol`)
    }

    /// Gives a new TLS context our certificate and key. It comes into being when the connection is there.
    private func prepareTLS(_ context: UnsafeMutableRawPointer?) -> CURLcode {
        clock.beginTLS()
        guard let context else { return CURLE_SSL_CERTPROBLEM }
        guard let identity = rules.identity(for: call?.call.partner) else { return CURLE_OK }
        return identity.apply(toContext: context) ? CURLE_OK : CURLE_SSL_CERTPROBLEM
    }

    private static func of(_ me: UnsafeMutableRawPointer?) -> Transfer {
        guard let me else { preconditionFailure("a callback without its transfer") }
        return Unmanaged<Transfer>.fromOpaque(me).takeUnretainedValue()
    }
}
