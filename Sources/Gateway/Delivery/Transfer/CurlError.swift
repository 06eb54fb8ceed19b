internal import CCurl

/// What libcurl answered to a call that failed.
struct CurlError: Error {
    let code: CURLcode

    init(_ code: CURLcode) {
        self.code = code
    }

    static func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code) }
    }

    /// libcurl's own words.
    var text: String { String(cString: curl_easy_strerror(code)) }
}
