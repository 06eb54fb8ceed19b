/// One finding: what is wrong, where in the instance, and by which keyword of which schema (Core section 12.3).
public struct Violation: Sendable {
    public let problem: Problem

    /// Where in the instance. Keys that the schema does not name are the sender's text: they are cut to 64 characters
    /// and shown without control characters.
    public let instanceLocation: JSONPointer

    /// The keyword, by the path along which the schema was evaluated, through `$ref`.
    public let keywordLocation: JSONPointer

    /// The keyword, by the URI of the schema in which it stands.
    public let absoluteKeywordLocation: String

    /// The keyword; for a schema that is `false`, the keyword that applies it.
    public let keyword: String

    /// The subschema in which the keyword stands, with its annotations.
    public let subschema: JSONValue

    /// Whether this is a finding of one alternative of an `anyOf` or `oneOf` that failed; that finding stands before it.
    public let isAlternative: Bool
}
