/// Why a schema was refused when it was loaded, and where.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        /// The value of a keyword has the wrong shape.
        case invalidKeyword(String, expected: String)
        /// A schema is neither an object nor a boolean.
        case notASchema
        /// A reference leads to nothing that was loaded. Nothing is ever fetched.
        case unresolvedReference(String)
        /// A keyword that the dialect does not know; only dialects with our own vocabulary refuse it.
        case unknownKeyword(String, suggestion: String?)
        /// The meta-schema named by `$schema` was not loaded.
        case unknownDialect(String)
        /// The meta-schema requires a vocabulary that the engine does not know (Core section 8.1.2).
        case unknownVocabulary(String)
        /// The code list named by `codeList` was not handed in.
        case unknownCodeList(String, suggestion: String?)
        /// The format is not known, in a dialect where formats assert.
        case unknownFormat(String, suggestion: String?)
        /// `pattern` or a key of `patternProperties` is no regular expression.
        case invalidPattern(String)
        /// Two schemas or anchors claim the same URI.
        case duplicateURI(String)
        /// References lead back to the same place without moving on in the instance.
        case endlessReference
        /// More subschemas than one schema may have.
        case tooLarge(limit: Int)
    }

    public let reason: Reason
    /// The URI of the schema with the pointer to the place in it.
    public let location: String

    public var description: String { "\(location): \(explanation)" }

    private var explanation: String {
        switch reason {
        case .invalidKeyword(let keyword, let expected): "\(keyword) must be \(expected)"
        case .notASchema: "a schema must be an object or a boolean"
        case .unresolvedReference(let uri): "\(uri) was not loaded; add that document, or correct the reference"
        case .unknownKeyword(let keyword, let suggestion): "unknown keyword \(keyword)" + Self.hint(suggestion)
        case .unknownDialect(let uri): "the meta-schema \(uri) was not loaded; add it, or correct $schema"
        case .unknownVocabulary(let uri): "the vocabulary \(uri) is required and not known; use another meta-schema"
        case .unknownCodeList(let name, let suggestion): "no code list \(name) was loaded" + Self.hint(suggestion)
        case .unknownFormat(let name, let suggestion): "unknown format \(name)" + Self.hint(suggestion)
        case .invalidPattern(let why): "not a regular expression: \(why)"
        case .duplicateURI(let uri): "\(uri) stands for something else already; rename one of the two"
        case .endlessReference: "this schema refers to itself for the same value without end; break the circle"
        case .tooLarge(let limit): "more than \(limit) subschemas; divide the schema"
        }
    }

    private static func hint(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean \($0)?" } ?? "; remove it or correct its name"
    }
}
