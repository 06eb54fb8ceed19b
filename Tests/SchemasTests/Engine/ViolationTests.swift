import Schemas
import Testing

struct ViolationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let schema: String
        let instance: String
        let expected: [String]

        init(_ schema: String, _ instance: String, _ expected: String...) {
            self.schema = schema
            self.instance = instance
            self.expected = expected
        }

        var testDescription: String { "\(instance) by \(schema)" }
    }

    /// Expected as: instance location, keyword location, absolute keyword location (without the schema's own URI).
    static let cases: [Case] = [
        Case(#"{"type":"string"}"#, "1", " /type #/type"),
        Case(
            #"{"properties":{"a":{"type":"string"},"b/c":{"minimum":2}}}"#, #"{"a":1,"b/c":1}"#,
            "/a /properties/a/type #/properties/a/type", "/b~1c /properties/b~1c/minimum #/properties/b~1c/minimum"),
        Case(#"{"required":["a","b"]}"#, "{}", " /required #/required", " /required #/required"),
        Case(
            ##"{"$defs":{"n":{"type":"integer"}},"items":{"$ref":"#/$defs/n"}}"##, #"[1,"x",2,null]"#,
            "/1 /items/$ref/type #/$defs/n/type", "/3 /items/$ref/type #/$defs/n/type"),
        Case(
            #"{"properties":{"a":true},"additionalProperties":false}"#, #"{"b":1}"#,
            "/b /additionalProperties #/additionalProperties"),
        Case(
            #"{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}"#, #"{"a":1,"c":1,"d":2}"#,
            "/c /unevaluatedProperties #/unevaluatedProperties", "/d /unevaluatedProperties #/unevaluatedProperties"),
        Case(#"{"prefixItems":[true],"items":false}"#, "[1,2]", "/1 /items #/items"),
        Case(
            #"{"anyOf":[{"type":"string"},{"minimum":5}]}"#, "1", " /anyOf #/anyOf", " /anyOf/0/type #/anyOf/0/type",
            " /anyOf/1/minimum #/anyOf/1/minimum"),
        Case(#"{"oneOf":[{"type":"number"},{"minimum":0}]}"#, "1", " /oneOf #/oneOf"),
        Case(#"{"not":{"type":"number"}}"#, "1", " /not #/not"),
        Case(#"{"if":{"type":"number"},"then":{"minimum":3},"else":false}"#, "1", " /then/minimum #/then/minimum"),
        Case(#"{"if":{"type":"string"},"then":{"minimum":3},"else":false}"#, "1", " /else #/else"),
        Case(#"{"contains":{"type":"string"}}"#, "[1,2]", " /contains #/contains"),
        Case(#"{"contains":{"type":"number"},"maxContains":1}"#, "[1,2]", " /maxContains #/maxContains"),
        Case(
            #"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#,
            "/ab /propertyNames/maxLength #/propertyNames/maxLength"
        ),
        Case(
            #"{"patternProperties":{"^a":{"type":"null"}}}"#, #"{"ab":1}"#,
            "/ab /patternProperties/^a/type #/patternProperties/^a/type"),
        Case(
            #"{"dependentSchemas":{"a":{"required":["b"]}},"dependentRequired":{"a":["c"]}}"#, #"{"a":1}"#,
            " /dependentRequired #/dependentRequired", " /dependentSchemas/a/required #/dependentSchemas/a/required"),
        Case(
            #"{"dependencies":{"a":["c"],"b":{"required":["d"]}}}"#, #"{"a":1,"b":2}"#, " /dependencies #/dependencies",
            " /dependencies/b/required #/dependencies/b/required"),
    ]

    @Test(arguments: cases)
    func allFindingsWithTheirThreeLocations(_ item: Case) throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: item.schema))
        let violations = try schema.validate(JSONDocument(parsing: item.instance)).violations
        let found = violations.map { "\($0.instanceLocation) \($0.keywordLocation) \($0.absoluteKeywordLocation)" }
        #expect(found == item.expected)
    }

    @Test func theAbsoluteLocationNamesTheSchemaOfTheKeyword() throws {
        var registry = SchemaRegistry()
        try registry.add(
            JSONDocument(parsing: #"{"$id":"https://x.test/b","$defs":{"n":{"type":"null"}}}"#), at: "urn:b")
        let schema = try registry.compile(
            JSONDocument(parsing: ##"{"$id":"https://x.test/a","properties":{"p":{"$ref":"b#/$defs/n"}}}"##))
        let violation = try #require(schema.validate(JSONDocument(parsing: #"{"p":1}"#)).violations.first)
        #expect(violation.absoluteKeywordLocation == "https://x.test/b#/$defs/n/type")
        #expect(violation.keywordLocation.description == "/properties/p/$ref/type")
    }

    @Test func problemsCarryWhatIsExpectedAndNothingOfTheValue() throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(
                parsing: #"""
                    {"properties":{"t":{"type":["string","integer"]},"n":{"maximum":2.50},"l":{"maxLength":2},
                    "u":{"uniqueItems":true},"e":{"enum":["x"],"label":"E"},"c":{"minItems":3}},"required":["z"]}
                    """#))
        let instance = #"{"t":1.5,"n":999990019,"l":"geheim","u":[1,[2],3,[2.0]],"e":"geheim","c":[]}"#
        let violations = try schema.validate(JSONDocument(parsing: instance)).violations
        let limit = try #require(JSONNumber(lexeme: "2.5"))
        #expect(
            violations.map(\.problem) == [
                .type(expected: ["integer", "string"]), .maximum(limit), .maxLength(2),
                .duplicateItems(first: 1, second: 3), .notInEnum, .minItems(3), .required(property: "z"),
            ])
        #expect(violations[4].subschema["label"]?.string == "E")
        let text =
            String(describing: violations.map(\.problem)) + violations.map(\.instanceLocation.description).joined()
        #expect(!text.contains("geheim") && !text.contains("999990019"))
    }

    @Test func findingsOfAlternativesAreMarked() throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(parsing: #"{"anyOf":[{"type":"string"},{"minimum":5}],"maximum":0}"#))
        let violations = try schema.validate(JSONDocument(parsing: "1")).violations
        #expect(violations.map(\.keyword) == ["maximum", "anyOf", "type", "minimum"])
        #expect(violations.map(\.isAlternative) == [false, false, true, true])
    }

    @Test func keysThatOnlyTheInstanceNamesAreCutAndCleaned() throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: #"{"additionalProperties":false}"#))
        let key = #"\u001b[31m"# + String(repeating: "k", count: 5000)
        let violation = try #require(schema.validate(JSONDocument(parsing: "{\"\(key)\":1}")).violations.first)
        let token = try #require(violation.instanceLocation.tokens.first)
        #expect(token.unicodeScalars.count == 65)
        #expect(token.hasPrefix("\u{FFFD}[31mk") && token.hasSuffix("k…"))
    }

    @Test func moreFindingsThanTheLimitAreCounted() throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: #"{"items":{"type":"string"}}"#))
        let instance = try JSONDocument(parsing: "[" + (0..<25).map(String.init).joined(separator: ",") + "]")
        let verdict = try schema.validate(instance, ValidationContext(maxViolations: 10))
        #expect(verdict.violations.count == 10)
        #expect(verdict.more == 15)
        #expect(verdict.basic.encoded().count < 3000)
    }
}
