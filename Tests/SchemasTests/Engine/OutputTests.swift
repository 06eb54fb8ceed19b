import Schemas
import Testing

/// The output formats of Core section 12.4, as the output tests of the official suite ask for them.
struct OutputTests {
    private func basic(_ schema: String, _ instance: String) throws -> JSONValue {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: schema))
        let output = try schema.basicOutput(JSONDocument(parsing: instance))
        return try JSONDocument(parsing: output.encoded()).root
    }

    @Test func flagSaysOnlyWhetherItIsValid() throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: #"{"type":"string"}"#))
        #expect(try schema.validate(JSONDocument(parsing: "1")).flag.encoded() == Array(#"{"valid":false}"#.utf8))
        #expect(try schema.validate(JSONDocument(parsing: #""x""#)).flag.encoded() == Array(#"{"valid":true}"#.utf8))
    }

    @Test func basicListsErrorsWithEscapedLocations() throws {
        let output = try basic(
            #"{"$id":"https://x.test/s","properties":{"~a/b":{"type":"number"}}}"#, #"{"~a/b":"foobar"}"#)
        #expect(output["valid"]?.bool == false)
        #expect(output["annotations"] == nil)
        let error = try #require(output["errors"]?[0])
        #expect(error["keywordLocation"]?.string == "/properties/~0a~1b/type")
        #expect(error["absoluteKeywordLocation"]?.string == "https://x.test/s#/properties/~0a~1b/type")
        #expect(error["instanceLocation"]?.string == "/~0a~1b")
        #expect(error["error"]?.string?.contains("foobar") == false)
    }

    @Test func basicListsAnnotationsOfAValidInstance() throws {
        let output = try basic(
            #"{"$id":"https://x.test/s","readOnly":true,"properties":{"a":{"title":"A","x-own":[1]}}}"#, #"{"a":1}"#)
        #expect(output["errors"] == nil)
        let annotations = try #require(output["annotations"]).elements
        let found = Set(
            annotations.map { ($0["keywordLocation"]?.string ?? "") + " " + ($0["instanceLocation"]?.string ?? "") })
        #expect(found == ["/readOnly ", "/properties/a/title /a", "/properties/a/x-own /a"])
        #expect(annotations.allSatisfy { $0["annotation"] != nil })
    }

    @Test func schemasThatDoNotHoldLeaveNoAnnotations() throws {
        let output = try basic(
            #"""
            {"anyOf":[{"title":"no","type":"string"},{"title":"yes"}],"not":{"title":"never","type":"string"},
            "if":{"title":"if","type":"null"},"else":{"title":"else"}}
            """#, "1")
        #expect(output["annotations"]?.elements.map { $0["annotation"]?.string } == ["yes", "else"])
    }

    @Test func aFailedInstanceHasNoAnnotations() throws {
        let output = try basic(#"{"type":"string","readOnly":true}"#, "1")
        #expect(output["annotations"] == nil)
        #expect(output["errors"]?.elements.allSatisfy { $0["annotation"] == nil } == true)
    }

    @Test func theFragmentOfAnAbsoluteLocationIsPercentEncoded() throws {
        var registry = SchemaRegistry()
        let text = #"{"properties": {"a b^%é": {"type": "string"}}}"#
        try registry.add(try JSONDocument(parsing: text), at: "https://x.test/s")
        let schema = try registry.compile("https://x.test/s")
        let output = try schema.validate(try JSONDocument(parsing: #"{"a b^%é": 1}"#)).basic
        let error = try JSONDocument(parsing: output.encoded()).root["errors"]?[0]
        #expect(error?["keywordLocation"]?.string == "/properties/a b^%é/type")
        #expect(
            error?["absoluteKeywordLocation"]?.string == "https://x.test/s#/properties/a%20b%5E%25%C3%A9/type")
    }
}
