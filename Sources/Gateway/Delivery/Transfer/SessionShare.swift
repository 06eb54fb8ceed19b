internal import CCurl

/// Sole owner of the TLS sessions that the handles of one loop share, so that a new connection to a known host is cheaper.
///
/// It needs no locks, because all its handles are used on one thread; unchecked for the same reason.
final class SessionShare: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init() throws(DeliverySettingsError) {
        guard let made = curl_share_init() else { throw .library("can't share TLS sessions") }
        pointer = made
        guard weerthuis_curl_share_sessions(made) == CURLSHE_OK else { throw .library("can't share TLS sessions") }
    }

    deinit { curl_share_cleanup(pointer) }
}
