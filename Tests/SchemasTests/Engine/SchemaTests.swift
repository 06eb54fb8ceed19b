import Schemas
import Testing

struct SchemaTests {
    @Test(arguments: [
        "schema", "meta/core", "meta/applicator", "meta/unevaluated", "meta/validation", "meta/meta-data",
        "meta/format-annotation", "meta/format-assertion", "meta/content",
    ])
    func everyMetaschemaIsThereAndIsValidByTheDialect(_ name: String) throws {
        let registry = SchemaRegistry()
        let metaschema = try registry.compile("https://json-schema.org/draft/2020-12/schema")
        let schema = try registry.compile("https://json-schema.org/draft/2020-12/" + name)
        #expect(try metaschema.accepts(JSONDocument(parsing: #"{"type":"string","minLength":2}"#)))
        #expect(schema.subschemas(at: .root).isEmpty == false)
        #expect(try !metaschema.accepts(JSONDocument(parsing: #"{"type":"strin"}"#)))
    }
}
