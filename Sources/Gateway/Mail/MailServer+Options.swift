internal import CCurl

extension EasyHandle {
    /// What every connection with a mail server has in common: these protocols only, TLS required, nothing from the
    /// environment.
    func apply(_ server: MailServer, protocols: String) throws(CurlError) {
        try set(CURLOPT_PROTOCOLS_STR, protocols)
        // libcurl takes no empty list.
        try set(CURLOPT_REDIR_PROTOCOLS_STR, protocols)
        try set(CURLOPT_NETRC, weerthuis_curl_netrc_ignored)
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NOPROXY, "")
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        try set(CURLOPT_USE_SSL, weerthuis_curl_use_ssl_all)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_CAPATH, pointer: nil)
        if let authorities = server.authorities {
            try set(CURLOPT_CAINFO, pointer: nil)
            try set(CURLOPT_CAINFO_BLOB, blob: authorities)
        }
        if let login = server.login {
            try set(CURLOPT_USERNAME, login.user)
            try set(CURLOPT_PASSWORD, login.password)
        }
    }
}
