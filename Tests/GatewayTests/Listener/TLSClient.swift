import CMicroHTTPD
import Foundation

/// A TLS client that does not look at the certificate, but keeps it.
///
/// Unchecked, because one test uses it at a time.
final class TLSClient: ByteClient, @unchecked Sendable {
    private let transport: RawClient
    private let session: gnutls_session_t
    private let credentials: gnutls_certificate_credentials_t
    /// DER of the server's certificate.
    let certificate: [UInt8]
    let protocolName: String

    init(port: UInt16, priorities: String = "NORMAL", milliseconds: Int = 10_000) throws {
        transport = try RawClient(port: port, milliseconds: milliseconds)
        var session: gnutls_session_t?
        var credentials: gnutls_certificate_credentials_t?
        gnutls_init(&session, UInt32(GNUTLS_CLIENT | GNUTLS_NO_SIGNAL))
        gnutls_certificate_allocate_credentials(&credentials)
        guard let session, let credentials else { throw ClientFailure(what: "gnutls") }
        (self.session, self.credentials) = (session, credentials)
        gnutls_priority_set_direct(session, priorities, nil)
        gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, UnsafeMutableRawPointer(credentials))
        gnutls_transport_set_int2(session, transport.descriptor, transport.descriptor)
        var code: Int32
        repeat { code = gnutls_handshake(session) } while code < 0 && gnutls_error_is_fatal(code) == 0
        guard code == GNUTLS_E_SUCCESS else {
            gnutls_deinit(session)
            gnutls_certificate_free_credentials(credentials)
            throw ClientFailure(what: "handshake: \(code)")
        }
        var count: UInt32 = 0
        let peers = gnutls_certificate_get_peers(session, &count)
        certificate = peers.map { Array(UnsafeBufferPointer(start: $0[0].data, count: Int($0[0].size))) } ?? []
        protocolName = String(cString: gnutls_protocol_get_name(gnutls_protocol_get_version(session)))
    }

    deinit {
        gnutls_deinit(session)
        gnutls_certificate_free_credentials(credentials)
    }

    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { gnutls_record_send(session, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = gnutls_record_recv(session, &buffer, buffer.count)
            if count > 0 { return Array(buffer.prefix(count)) }
            guard count < 0, count != GNUTLS_E_AGAIN, gnutls_error_is_fatal(Int32(count)) == 0 else { return nil }
        }
    }
}
