/// Takes requests over HTTP/1.1, with or without TLS, and answers each with what its handler says.
final class Listener: Sendable {
    let server: HTTPServer

    /// Starts to listen. Requests arrive as soon as this returns.
    ///
    /// - Parameter handler: called for every request, for one sender after another as ``ListenerLimits`` say. It bounds its own time.
    init(
        settings: ListenerSettings, handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws(ListenerError) {
        server = try HTTPServer(settings: settings, handler: handler)
    }

    /// The port that it listens on; 0 on a unix socket.
    var port: UInt16 { server.port }

    /// Shows this certificate to every connection that is made from now on. Connections that exist are not disturbed.
    ///
    /// - Parameters:
    ///   - certificate: PEM, the listener's own certificate first.
    ///   - key: PEM, not encrypted.
    func renew(certificate: [UInt8], key: [UInt8]) throws(ListenerError) {
        try server.renew(TLSCredentials(certificate: certificate, key: key))
    }

    /// Takes no more connections, lets the requests that are under way end within `ListenerLimits.stopTime`, then closes.
    func stop() async {
        await server.stop()
    }
}
