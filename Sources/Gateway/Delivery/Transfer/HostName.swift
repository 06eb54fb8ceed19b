internal import CCurl

/// The host in a URL, for texts and for counting places.
enum HostName {
    private static let endings = Array("/?#".utf8)

    /// Host and port as they stand there; empty when there is none.
    static func of(_ url: String) -> String {
        let bytes = url.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
            return ""
        }
        let host = bytes[colon...].dropFirst(3).prefix { !endings.contains($0) }
        return String(decoding: host.prefix(260), as: UTF8.self)
    }

    /// The address that stands there instead of a name, as libcurl reads it: `127.1` too. Nil for a name.
    static func address(in url: String) -> NetworkAddress? {
        guard let parts = curl_url() else { return nil }
        defer { curl_url_cleanup(parts) }
        var found: UnsafeMutablePointer<CChar>?
        guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
            curl_url_get(parts, CURLUPART_HOST, &found, 0) == CURLUE_OK, let found
        else { return nil }
        defer { curl_free(found) }
        let host = String(cString: found)
        return NetworkAddress(host.hasPrefix("[") ? host.dropFirst().dropLast() : host[...])
    }
}
