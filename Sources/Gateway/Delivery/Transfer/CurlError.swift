internal import CCurl

/// What libcurl answered to a call that failed.
struct CurlError: Error {
    let code: CURLcode
    /// OpenSSL's code of the check of a certificate; 0 when there was none, or it was good.
    let verification: Int

    init(_ code: CURLcode, verification: Int = 0) {
        self.code = code
        self.verification = verification
    }

    static func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code) }
    }

    /// libcurl's own words.
    var text: String { String(cString: curl_easy_strerror(code)) }
}
