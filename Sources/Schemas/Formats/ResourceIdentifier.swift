/// Formats `uri`, `uri-reference` (RFC 3986) and `iri`, `iri-reference` (RFC 3987).
///
/// The text is cut at its delimiters (RFC 3986 appendix A); each part then has its own set of characters.
enum ResourceIdentifier {
    static func isValid(_ text: Span<UInt8>, international: Bool, requiresScheme: Bool) -> Bool {
        let schemeEnd = endOfScheme(text)
        guard schemeEnd != nil || !requiresScheme else { return false }
        let start = schemeEnd.map { $0 + 1 } ?? 0
        let fragment = text.firstIndex(of: "#", from: start) ?? text.count
        let question = text.firstIndex(of: "?", from: start) ?? text.count
        let query = min(question, fragment)
        let parts = ResourceCharacters(isInternational: international)
        guard parts.allow(text, in: query..<fragment, besides: "?/:@", isQuery: true, skipsFirst: true),
            parts.allow(text, in: fragment..<text.count, besides: "?/:@", skipsFirst: true)
        else { return false }
        return isHierarchy(text.extracting(start..<query), hasScheme: schemeEnd != nil, parts)
    }

    /// The place of the colon behind a scheme: a letter, then letters, digits, `+`, `-` and `.`.
    private static func endOfScheme(_ text: Span<UInt8>) -> Int? {
        guard !text.isEmpty, text[0].isLetter else { return nil }
        var index = 1
        while index < text.count, text[index].isLetterOrDigit || "+-.".utf8.contains(text[index]) { index += 1 }
        return text.has(":", at: index) ? index : nil
    }

    /// The authority, where there is one, and the path.
    private static func isHierarchy(_ text: Span<UInt8>, hasScheme: Bool, _ parts: ResourceCharacters) -> Bool {
        guard text.has("/", at: 0), text.has("/", at: 1) else {
            let firstSegment = text.firstIndex(of: "/") ?? text.count
            // Without a scheme, a colon in the first segment would make it one.
            let hasColon = text.firstIndex(of: ":").map { $0 < firstSegment } ?? false
            return (hasScheme || !hasColon) && parts.allow(text, in: 0..<text.count, besides: "/:@")
        }
        let pathStart = text.firstIndex(of: "/", from: 2) ?? text.count
        return isAuthority(text.extracting(2..<pathStart), parts)
            && parts.allow(text, in: pathStart..<text.count, besides: "/:@")
    }

    /// `userinfo@host:port`, of which only the host must be there, and may be empty.
    private static func isAuthority(_ text: Span<UInt8>, _ parts: ResourceCharacters) -> Bool {
        let at = text.firstIndex(of: "@")
        guard parts.allow(text, in: 0..<(at ?? 0), besides: ":") else { return false }
        let host = at.map { $0 + 1 } ?? 0
        var end = text.firstIndex(of: ":", from: host) ?? text.count
        if text.has("[", at: host) {
            guard let bracket = text.firstIndex(of: "]", from: host),
                isAddress(text.extracting((host + 1)..<bracket), parts)
            else { return false }
            end = bracket + 1
        } else {
            guard parts.allow(text, in: host..<end, besides: "") else { return false }
        }
        return end == text.count || (text.has(":", at: end) && text.endOfDigits(from: end + 1) == text.count)
    }

    /// What may stand in brackets: an IPv6 address, or `v`, hexadecimal digits, a dot and an address of that version.
    private static func isAddress(_ text: Span<UInt8>, _ parts: ResourceCharacters) -> Bool {
        guard text.has("v", at: 0) || text.has("V", at: 0) else { return IPAddress.isVersion6(text) }
        guard let dot = text.firstIndex(of: "."), dot > 1, dot + 1 < text.count else { return false }
        let ascii = ResourceCharacters(isInternational: false)
        return text.extracting(1..<dot).allSatisfy(\.isHexadecimal) && text.firstIndex(of: "%") == nil
            && ascii.allow(text, in: (dot + 1)..<text.count, besides: ":")
    }
}
