import Schemas
import Testing

/// Documents and schemas made to cost too much.
struct HostileInstanceTests {
    private let clock = ContinuousClock()

    @Test func tenThousandFindingsAreBounded() throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(parsing: #"{"additionalProperties":false,"required":["a"],"maxProperties":3}"#))
        let members = (0..<10_000).map { "\"onbekend\($0)\":\($0)" }
        let document = try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
        let context = ValidationContext(maxViolations: 100)
        var verdict = try schema.validate(document, context)
        let elapsed = try clock.measure { verdict = try schema.validate(document, context) }
        #expect(verdict.violations.count == 100)
        #expect(verdict.more == 10_002 - 100)
        #expect(verdict.basic.encoded().count < 50_000)
        // The limit for a release build is 50 ms; debug builds are slower.
        #expect(elapsed < .seconds(2))
    }

    @Test func aLargeArrayOfEqualLookingObjectsIsUniqueInLinearTime() throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: #"{"uniqueItems":true}"#))
        let elements = (0..<20_000).map { #"{"aaaaaaaa\#($0)zzzzzzzz":1,"b":[\#($0)]}"# }
        let limits = JSONLimits(maxBytes: 4 << 20)
        let document = try JSONDocument(parsing: "[" + elements.joined(separator: ",") + "]", limits: limits)
        #expect(try schema.accepts(document))
    }

    @Test func equalObjectsAreFoundWhateverTheirOrder() throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: #"{"uniqueItems":true}"#))
        let keys = (0..<200).map { "\"k\($0)\":\($0)" }
        let forward = keys.joined(separator: ",")
        let backward = keys.reversed().joined(separator: ",")
        #expect(try !schema.accepts(JSONDocument(parsing: "[{\(forward)},{\(backward)}]")))
        #expect(try schema.accepts(JSONDocument(parsing: "[{\(forward)},{\(backward),\"z\":1}]")))
    }

    /// Compared again at every level, sixty levels would be 2^60 comparisons.
    @Test func deepObjectsInAnotherOrderAreComparedOnce() throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: #"{"uniqueItems":true}"#))
        func nested(_ rest: String, _ value: Int) -> String {
            String(repeating: #"{"a":"#, count: 60) + "\(value)" + String(repeating: rest + "}", count: 60)
        }
        let first = nested(#","b":1,"c":2"#, 1)
        #expect(try !schema.accepts(JSONDocument(parsing: "[\(first),\(nested(#","c":2,"b":1"#, 1))]")))
        #expect(try schema.accepts(JSONDocument(parsing: "[\(first),\(nested(#","c":2,"b":1"#, 2))]")))
    }

    @Test(arguments: [
        ##"{"if":{"type":"number"},"then":{"$ref":"#"}}"##, ##"{"not":{"if":true,"then":{"$ref":"#"}}}"##,
        ##"{"anyOf":[true,{"if":true,"then":{"$ref":"#"}}]}"##,
    ])
    func schemasThatGoRoundForThisValueRefuseIt(_ schema: String) throws {
        let schema = try SchemaRegistry().compile(JSONDocument(parsing: schema))
        let instance = try JSONDocument(parsing: "1")
        let verdict = try schema.validate(instance)
        #expect(try schema.accepts(instance) == verdict.isValid)
        if !verdict.isValid { #expect(verdict.violations.contains { $0.problem == .tooDeep }) }
    }

    @Test func aTreeAsDeepAsTheReaderAllowsIsWalked() throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(parsing: ##"{"properties":{"a":{"allOf":[{"$ref":"#"}]}},"unevaluatedProperties":false}"##))
        let deep = String(repeating: #"{"a":"#, count: 64) + "1" + String(repeating: "}", count: 64)
        #expect(try schema.accepts(JSONDocument(parsing: deep)))
        let broken = deep.replacing("1", with: #"{"b":1}"#)
        let limits = JSONLimits(maxDepth: 65)
        let verdict = try schema.validate(JSONDocument(parsing: broken, limits: limits))
        #expect(verdict.violations.first?.instanceLocation.tokens.count == 65)
    }

    @Test func aPatternOutOfStepsIsAFindingAlsoInsideNot() throws {
        let pattern = #"^(?=(a+)+$)b\\1"#
        let text = String(repeating: "a", count: 40_000) + "!"
        let instance = try JSONDocument(parsing: "\"\(text)\"")
        for schema in [#"{"pattern":"\#(pattern)"}"#, #"{"not":{"pattern":"\#(pattern)"}}"#] {
            let verdict = try SchemaRegistry().compile(JSONDocument(parsing: schema)).validate(instance)
            #expect(!verdict.isValid)
            #expect(verdict.violations.contains { $0.problem == .patternOutOfSteps })
        }
    }

    @Test func exponentsCostNoTime() throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(parsing: #"{"multipleOf":0.123456789,"maximum":1e400,"not":{"const":7e-999999999}}"#))
        #expect(try !schema.accepts(JSONDocument(parsing: "1e308")))
        #expect(try !schema.accepts(JSONDocument(parsing: "123456789e999999999")))
        #expect(try schema.accepts(JSONDocument(parsing: "123456789e300")))
    }

    @Test func oneSchemaServesManyThreads() async throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(
                parsing:
                    #"{"properties":{"a":{"type":"integer","minimum":0},"b":{"pattern":"^[a-z]+$"}},"required":["a"]}"#)
        )
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<500).count { round in
                        let isValid = (task + round).isMultiple(of: 2)
                        let text = #"{"a":\#(isValid ? "" : "-")\#(round + 1),"b":"x"}"#
                        guard let document = try? JSONDocument(parsing: text),
                            let verdict = try? schema.validate(document)
                        else { return true }
                        return verdict.isValid != isValid
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
