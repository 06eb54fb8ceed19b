/// How schemas are compiled.
public struct SchemaOptions: Sendable, Hashable {
    /// The dialect of schemas that do not say with `$schema` which is theirs.
    public var dialect: Dialect

    /// Whether `format` asserts also where the dialect makes it an annotation. Unknown formats then still pass.
    public var assertsFormat: Bool

    public init(dialect: Dialect = .draft202012, assertsFormat: Bool = false) {
        self.dialect = dialect
        self.assertsFormat = assertsFormat
    }
}
