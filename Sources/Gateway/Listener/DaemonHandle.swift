internal import CMicroHTTPD

/// The library's server. Keeps its `HTTPServer` alive until it was stopped.
struct DaemonHandle: @unchecked Sendable {
    private let daemon: OpaquePointer
    private let context: Unmanaged<HTTPServer>

    /// Nil when the library refuses.
    init?(_ server: HTTPServer, socket: Int32) {
        context = Unmanaged.passRetained(server)
        let limits = server.settings.limits
        var options = weerthuis_daemon_options()
        options.listening_socket = socket
        options.threads = UInt32(clamping: max(2, limits.threads))
        options.connections = UInt32(clamping: max(limits.connections, Int(options.threads)))
        options.idle_seconds = UInt32(clamping: max(1, limits.idleTime.components.seconds))
        options.connection_memory = 2 * limits.headerBytes + (16 << 10)
        options.accept = acceptPolicy
        options.handle = accessHandler
        options.connection_changed = connectionChanged
        options.request_completed = requestCompleted
        options.request_line = requestLine
        options.unescape = unescape
        options.context = context.toOpaque()
        let started =
            server.identities == nil
            ? weerthuis_start_daemon(&options)
            : TLSIdentity.priorities.withCString { priorities in
                options.tls_priorities = priorities
                options.certificate = retrieveCertificate
                return weerthuis_start_daemon(&options)
            }
        guard let started else {
            context.release()
            return nil
        }
        daemon = started
    }

    /// Takes no more connections. The listening socket is the caller's again.
    func quiesce() {
        _ = MHD_quiesce_daemon(daemon)
    }

    /// Ends every connection and thread. No connection may be suspended.
    func stop() {
        MHD_stop_daemon(daemon)
        context.release()
    }
}

private func server(_ context: UnsafeMutableRawPointer?) -> HTTPServer? {
    context.map { Unmanaged<HTTPServer>.fromOpaque($0).takeUnretainedValue() }
}

private func client(_ context: UnsafeMutableRawPointer?) -> ClientConnection? {
    context.map { Unmanaged<ClientConnection>.fromOpaque($0).takeUnretainedValue() }
}

private let acceptPolicy: MHD_AcceptPolicyCallback = { context, address, _ in
    guard let server = server(context) else { return .NO }
    return server.admit(ClientAddress(address).sender) ? .YES : .NO
}

private let connectionChanged: MHD_NotifyConnectionCallback = { context, connection, held, code in
    guard let server = server(context), let connection, let held else { return }
    switch code {
    case .CONNECTION_NOTIFY_STARTED:
        let client = ClientConnection(connection, server: server)
        held.pointee = Unmanaged.passRetained(client).toOpaque()
        server.begin(client)
    default:
        guard let client = client(held.pointee) else { return }
        server.watch.remove(client)
        server.admission.close(client.address.sender)
        Unmanaged.passUnretained(client).release()
        held.pointee = nil
    }
}

private let requestLine:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
        _, target, connection in
        guard let connection, let context = weerthuis_connection_context(connection) else { return nil }
        let bytes = target.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }
        client(context)?.begin(RawTarget(bytes, count: target.map { strlen($0) } ?? 0))
        return context
    }

/// Nothing is decoded: a path is compared as it was sent.
private let unescape: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = {
    _, _, text in text.map { strlen($0) } ?? 0
}

private let accessHandler: MHD_AccessHandlerCallback = { _, _, _, method, version, data, size, held in
    guard let client = client(held?.pointee), let method, let version, let size else { return .NO }
    let bytes = data.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }
    let part = UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : size.pointee)
    size.pointee = 0
    return client.proceed(method: method, version: version, part: part) ? .YES : .NO
}

private let requestCompleted: MHD_RequestCompletedCallback = { _, _, held, _ in
    client(held?.pointee)?.complete()
    held?.pointee = nil
}

private let retrieveCertificate:
    @convention(c) (
        gnutls_session_t?, UnsafePointer<gnutls_datum_t>?, Int32, UnsafePointer<gnutls_pk_algorithm_t>?, Int32,
        UnsafeMutablePointer<UnsafeMutablePointer<gnutls_pcert_st>?>?, UnsafeMutablePointer<UInt32>?,
        UnsafeMutablePointer<gnutls_privkey_t?>?
    ) -> Int32 = { session, _, _, _, _, chain, count, key in
        guard let session, let connection = weerthuis_session_connection(session),
            let client = client(weerthuis_connection_context(connection)), let identity = client.identity
        else { return -1 }
        identity._withUnsafeGuaranteedRef { identity in
            chain?.pointee = identity.chain
            count?.pointee = identity.chainCount
            key?.pointee = identity.key
        }
        return 0
    }
