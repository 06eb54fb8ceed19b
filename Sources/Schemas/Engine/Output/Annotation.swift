/// An annotation that a valid instance collected (Core section 7.7).
public struct Annotation: Sendable {
    public let instanceLocation: JSONPointer
    public let keywordLocation: JSONPointer
    public let absoluteKeywordLocation: String
    public let value: JSONValue
}
