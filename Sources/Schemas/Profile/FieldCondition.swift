/// Holds when a field of a message has one of these codes.
public struct FieldCondition: Hashable, Sendable {
    public let field: JSONPointer
    public let codes: [String]

    /// Whether it holds for the data of a message. An absent field satisfies no condition.
    public func holds(for data: JSONValue) -> Bool {
        guard let code = data.value(at: field)?.string else { return false }
        return codes.contains(code)
    }
}
