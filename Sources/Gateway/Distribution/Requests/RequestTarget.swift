/// Authority and path of an https URL, as a signature names them (RFC 9421, 2.2.3 and 2.2.6).
struct RequestTarget: Hashable, Sendable {
    /// Host and port in lower case, without the port when it is 443.
    let authority: String
    /// Begins with `/`; without the query.
    let path: String

    private static let scheme = "https://"

    init?(_ url: String) {
        guard url.hasPrefix(Self.scheme) else { return nil }
        let rest = url.dropFirst(Self.scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.isEmpty else { return nil }
        self.authority = Self.normal(String(authority))
        let path = rest.dropFirst(authority.count).prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : String(path)
    }

    /// A `Host` as it is signed.
    static func normal(_ host: String) -> String {
        let lower = host.lowercased()
        return lower.hasSuffix(":443") ? String(lower.dropLast(4)) : lower
    }

    /// The URL of something that a node serves beside its endpoint: `https://host/x/as2` has its directory at
    /// `https://host/x/directory`.
    static func beside(_ endpoint: String, _ name: String) -> String? {
        guard let target = RequestTarget(endpoint) else { return nil }
        let folder = target.path.prefix(through: target.path.lastIndex(of: "/") ?? target.path.startIndex)
        return "\(scheme)\(target.authority)\(folder)\(name)"
    }
}
