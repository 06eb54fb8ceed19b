import Schemas
import Testing

/// Schemas that are refused when they are compiled.
struct SchemaErrorTests {
    static let malformed = [
        #"{"type":"strin"}"#, #"{"type":[]}"#, #"{"type":["string","string"]}"#, #"{"type":5}"#, #"{"minLength":-1}"#,
        #"{"minLength":1.5}"#, #"{"maxItems":"3"}"#, #"{"multipleOf":0}"#, #"{"multipleOf":-1}"#, #"{"minimum":"1"}"#,
        #"{"multipleOf":1234567890.1234567890123456789012345678}"#, #"{"required":"a"}"#, #"{"required":["a","a"]}"#,
        #"{"required":[1]}"#,
        #"{"properties":[]}"#, #"{"allOf":{}}"#, #"{"allOf":[]}"#, #"{"enum":1}"#, #"{"uniqueItems":1}"#,
        #"{"pattern":5}"#, #"{"$ref":5}"#, #"{"$id":5}"#, #"{"$id":"x#y"}"#, #"{"$anchor":"1a"}"#, #"{"$anchor":""}"#,
        #"{"dependentRequired":{"a":"b"}}"#, #"{"prefixItems":[]}"#, #"{"format":3}"#,
    ]

    @Test(arguments: malformed)
    func aKeywordOfTheWrongShapeIsRefused(_ schema: String) throws {
        let error = try #require(throws: SchemaError.self) {
            try SchemaRegistry().compile(JSONDocument(parsing: schema))
        }
        guard case .invalidKeyword = error.reason else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(arguments: ["1", "[]", #"{"not":1}"#, #"{"properties":{"a":null}}"#, #"{"items":"x"}"#])
    func whatIsNoSchemaIsRefused(_ schema: String) throws {
        let error = try #require(throws: SchemaError.self) {
            try SchemaRegistry().compile(JSONDocument(parsing: schema))
        }
        #expect(error.reason == .notASchema)
    }

    @Test func aReferenceToNothingNamesItsPlaceAndTheURI() throws {
        let schema = ##"{"$id":"https://x.test/s","properties":{"a":{"$ref":"other#/$defs/q"}}}"##
        let error = try #require(throws: SchemaError.self) {
            try SchemaRegistry().compile(JSONDocument(parsing: schema))
        }
        #expect(error.reason == .unresolvedReference("https://x.test/other#/$defs/q"))
        #expect(error.location == "https://x.test/s#/properties/a")
        #expect(error.description.contains("https://x.test/other"))
    }

    @Test(arguments: [
        ##"{"$ref":"#"}"##, ##"{"allOf":[{"$ref":"#"}]}"##, ##"{"not":{"anyOf":[true,{"$ref":"#"}]}}"##,
        ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##,
    ])
    func referencesInACircleAreRefused(_ schema: String) throws {
        let error = try #require(throws: SchemaError.self) {
            try SchemaRegistry().compile(JSONDocument(parsing: schema))
        }
        #expect(error.reason == .endlessReference)
    }

    @Test func aRequiredVocabularyThatIsUnknownIsRefused() throws {
        var registry = SchemaRegistry()
        let uri = "https://x.test/vocabulary"
        let metaschema = #"{"$id":"https://x.test/meta","$vocabulary":{"\#(uri)":true}}"#
        try registry.add(JSONDocument(parsing: metaschema), at: "https://x.test/meta")
        let error = try #require(throws: SchemaError.self) {
            try registry.compile(JSONDocument(parsing: #"{"$schema":"https://x.test/meta"}"#))
        }
        #expect(error.reason == .unknownVocabulary(uri))
    }

    @Test func aMetaschemaThatWasNotLoadedIsRefused() throws {
        let error = try #require(throws: SchemaError.self) {
            try SchemaRegistry().compile(
                JSONDocument(parsing: #"{"$schema":"http://json-schema.org/draft-07/schema#"}"#))
        }
        #expect(error.reason == .unknownDialect("http://json-schema.org/draft-07/schema"))
    }

    @Test func twoSchemasWithOneURIAreRefusedUnlessEqual() throws {
        var registry = SchemaRegistry()
        try registry.add(JSONDocument(parsing: #"{"$id":"https://x.test/s","minimum":1}"#), at: "https://x.test/s")
        try registry.add(JSONDocument(parsing: #"{"minimum":1.0,"$id":"https://x.test/s"}"#), at: "https://x.test/s")
        #expect(throws: SchemaError.self) {
            try registry.add(JSONDocument(parsing: #"{"$id":"https://x.test/s","minimum":2}"#), at: "urn:other")
        }
    }

    @Test func aSchemaGoesBeforeWhatIsAlreadyLoadedUnderItsURI() throws {
        var registry = SchemaRegistry()
        try registry.add(JSONDocument(parsing: #"{"$id":"https://x.test/s","type":"null"}"#), at: "https://x.test/s")
        let schema = try registry.compile(
            JSONDocument(parsing: #"{"$id":"https://x.test/s","items":{"$ref":"s"},"type":["array","string"]}"#))
        #expect(try schema.accepts(JSONDocument(parsing: #"[["a"]]"#)))
        #expect(try !schema.accepts(JSONDocument(parsing: "[null]")))
        #expect(throws: SchemaError.self) {
            try registry.compile(
                JSONDocument(parsing: #"{"$id":"https://x.test/t","$defs":{"a":{"$id":"https://x.test/t"}}}"#))
        }
    }

    @Test func anInvalidPatternIsRefused() throws {
        for schema in [#"{"pattern":"("}"#, #"{"patternProperties":{"[":true}}"#] {
            let error = try #require(throws: SchemaError.self) {
                try SchemaRegistry().compile(JSONDocument(parsing: schema))
            }
            guard case .invalidPattern = error.reason else {
                Issue.record("\(error)")
                continue
            }
        }
    }
}
