/// The host in a URL, for texts and for counting places.
enum HostName {
    /// Host and port as they stand there; empty when there is none.
    static func of(_ url: String) -> String {
        guard let start = url.firstRange(of: "://")?.upperBound else { return "" }
        return String(url[start...].prefix { !"/?#".contains($0) }.prefix(260))
    }
}
