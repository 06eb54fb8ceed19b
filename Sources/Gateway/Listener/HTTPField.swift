/// One header field (RFC 9110, 5).
struct HTTPField: Hashable, Sendable {
    let name: String
    let value: String

    /// Whether this is its name, whatever the case of its letters.
    func isNamed(_ other: String) -> Bool { name.isFieldName(other) }
}
