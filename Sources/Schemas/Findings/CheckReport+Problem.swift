extension CheckReport {
    /// The media type of `problem`.
    public static let problemMediaType = "application/problem+json"

    /// The report as a problem detail (RFC 9457) with the findings as an extension; nil when the message is valid.
    /// - Parameter instance: a URI that names this occurrence, such as `urn:uuid:` with the message id.
    public func problem(instance: String? = nil) -> JSONTree? {
        guard !isValid else { return nil }
        var members = [
            JSONMember("type", "https://weerthuis.nl/problemen/formulier-niet-in-orde"),
            JSONMember("title", "Het formulier is onvolledig of onjuist ingevuld"),
            JSONMember("status", 422),
            JSONMember("detail", .string(summary)),
        ]
        if let instance { members.append(JSONMember("instance", .string(instance))) }
        if let type { members.append(JSONMember("messageType", .string(type))) }
        members.append(JSONMember("findings", .array(findings.map(\.tree))))
        members.append(JSONMember("more", .number(JSONNumber(more))))
        return .object(members)
    }
}

extension Finding {
    fileprivate var tree: JSONTree {
        var members = [
            JSONMember("code", .string(code.rawValue)),
            JSONMember("pointer", .string(pointer.description)),
            JSONMember("label", .string(label)),
            JSONMember("sentence", .string(sentence)),
            JSONMember("whoMustAct", .string(whoMustAct.rawValue)),
        ]
        if let position {
            members.append(JSONMember("line", .number(JSONNumber(position.line))))
            members.append(JSONMember("column", .number(JSONNumber(position.column))))
        }
        return .object(members)
    }
}
