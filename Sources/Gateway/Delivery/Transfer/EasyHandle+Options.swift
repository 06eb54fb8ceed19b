internal import CCurl

/// The options that all exchanges of a loop have in common.
extension EasyHandle {
    func applyFixedOptions(_ rules: TransferRules, _ share: SessionShare) throws(CurlError) {
        try restrictProtocol()
        try isolate(proxy: rules.proxy)
        try secure(rules)
        try keepConnections(share)
        try limitTime(rules.timeouts)
    }

    /// libcurl makes a copy, of the size that was set before.
    func copyBody(_ body: [UInt8]) throws(CurlError) {
        let code = body.withUnsafeBytes { bytes in
            weerthuis_curl_set_pointer(
                pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        }
        try CurlError.check(code)
    }

    private func restrictProtocol() throws(CurlError) {
        try set(CURLOPT_PROTOCOLS_STR, "https")
        try set(CURLOPT_REDIR_PROTOCOLS_STR, "https")
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try set(CURLOPT_USERAGENT, "weerthuis")
    }

    /// Nothing from the environment or the home folder: no .netrc, no proxy variables, no signals.
    private func isolate(proxy: String?) throws(CurlError) {
        try set(CURLOPT_NETRC, weerthuis_curl_netrc_ignored)
        try set(CURLOPT_PROXY, proxy ?? "")
        try set(CURLOPT_NOPROXY, "")
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        try set(CURLOPT_NOSIGNAL, 1)
        // Else giving up a name that is still looked up would stop the thread until the resolver is done.
        try set(CURLOPT_QUICK_EXIT, 1)
    }

    private func secure(_ rules: TransferRules) throws(CurlError) {
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
        try set(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
        try set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // libcurl keeps the parsed authorities only when there is no folder of them besides.
        try set(CURLOPT_CAPATH, pointer: nil)
        try set(CURLOPT_PROXY_CAPATH, pointer: nil)
        if let authorities = rules.authorities {
            try set(CURLOPT_CAINFO, pointer: nil)
            try set(CURLOPT_CAINFO_BLOB, blob: authorities)
            try set(CURLOPT_PROXY_CAINFO, pointer: nil)
            try set(CURLOPT_PROXY_CAINFO_BLOB, blob: authorities)
        }
    }

    private func keepConnections(_ share: SessionShare) throws(CurlError) {
        try set(CURLOPT_SHARE, pointer: share.pointer)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        // A connection that lives longer would miss changes of name, certificate and authorities.
        try set(CURLOPT_MAXLIFETIME_CONN, 3_600)
        // The least that there is; each exchange takes it anew, and a message is seldom larger.
        try set(CURLOPT_UPLOAD_BUFFERSIZE, 16_384)
    }

    /// The clock of each exchange is stricter; these are here for when it does not come to its turn.
    private func limitTime(_ timeouts: DeliverySettings.Timeouts) throws(CurlError) {
        let opening = timeouts.connect + timeouts.tls
        try set(CURLOPT_CONNECTTIMEOUT_MS, opening.milliseconds + 1_000)
        try set(CURLOPT_TIMEOUT_MS, timeouts.whole.milliseconds + 1_000)
    }
}

extension Duration {
    /// Whole milliseconds, at most a day.
    fileprivate var milliseconds: Int {
        Int(min(components.seconds, 86_400)) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
