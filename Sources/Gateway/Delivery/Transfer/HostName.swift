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
}
