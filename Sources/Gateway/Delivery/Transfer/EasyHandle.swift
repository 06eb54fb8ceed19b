internal import CCurl

/// Sole owner of one easy handle: the options and the state of one exchange at a time.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer

    init() throws(CurlError) {
        guard let made = curl_easy_init() else { throw CurlError(CURLE_FAILED_INIT) }
        pointer = made
    }

    deinit { curl_easy_cleanup(pointer) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_number(pointer, option, value))
    }

    func set(_ option: CURLoption, size: Int) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_size(pointer, option, curl_off_t(size)))
    }

    /// libcurl keeps a copy of the text.
    func set(_ option: CURLoption, _ text: String) throws(CurlError) {
        try CurlError.check(text.withCString { weerthuis_curl_set_text(pointer, option, $0) })
    }

    /// The caller keeps what is pointed to.
    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_pointer(pointer, option, value))
    }

    /// libcurl keeps a copy of the bytes.
    func set(_ option: CURLoption, blob: [UInt8]) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_blob(pointer, option, blob, blob.count))
    }

    func set(_ option: CURLoption, writer: curl_write_callback?) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_writer(pointer, option, writer))
    }

    func set(progress: curl_xferinfo_callback?) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_progress(pointer, progress))
    }

    func set(socketOpener: curl_opensocket_callback?) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_socket_opener(pointer, socketOpener))
    }

    func set(tlsPreparer: curl_ssl_ctx_callback?) throws(CurlError) {
        try CurlError.check(weerthuis_curl_set_tls_preparer(pointer, tlsPreparer))
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return weerthuis_curl_get_number(pointer, info, &value) == CURLE_OK ? value : 0
    }

    /// Bytes, or microseconds since the exchange began; 0 for what did not happen yet.
    func size(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return weerthuis_curl_get_size(pointer, info, &value) == CURLE_OK ? Int64(value) : 0
    }
}
