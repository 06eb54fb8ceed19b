import Schemas
import Testing

/// Our own vocabulary: assertions about codes and dates, annotations for people, and what is refused at load.
struct FormulierVocabularyTests {
    private static let gemeenten = CodeList(labels: ["GM0080": "Leeuwarden", "GM0059": "Achtkarspelen"])
    private static let today = CivilDate("2026-11-21")

    private func compile(_ schema: String) throws -> Schema {
        try SchemaRegistry(codeLists: ["gemeenten": Self.gemeenten])
            .compile(JSONDocument(parsing: schema), SchemaOptions(dialect: .formulier))
    }

    private func problems(_ schema: String, _ instance: String) throws -> [String] {
        let verdict = try compile(schema)
            .validate(JSONDocument(parsing: instance), ValidationContext(today: Self.today))
        return verdict.violations.map { "\($0.instanceLocation) \($0.keyword)" }
    }

    @Test(arguments: [
        (#""GM0080""#, true), (#""GM0081""#, false), (#""gm0080""#, false), (#""""#, false), ("80", true),
    ])
    func codeList(_ instance: String, _ isValid: Bool) throws {
        #expect(try problems(#"{"codeList":"gemeenten"}"#, instance).isEmpty == isValid)
    }

    @Test(arguments: [
        (#""2026-11-21""#, true), (#""2026-11-22""#, false), (#""1900-01-01""#, true),
        (#""2026-11-21T23:59:59Z""#, true),
        (#""2026-11-22T00:00:00Z""#, false), (#""morgen""#, true), (#""2027-02-30""#, true), ("20300101", true),
    ])
    func notAfterToday(_ instance: String, _ isValid: Bool) throws {
        #expect(try problems(#"{"notAfterToday":true}"#, instance).isEmpty == isValid)
    }

    @Test func withoutTodayValidationIsRefused() throws {
        let schema = try compile(#"{"properties":{"d":{"notAfterToday":true}}}"#)
        let instance = try JSONDocument(parsing: "{}")
        #expect(throws: ValidationError.todayMissing) { try schema.accepts(instance) }
        #expect(throws: ValidationError.todayMissing) { try schema.validate(instance) }
    }

    @Test(arguments: [
        (#"{"a":"2026-01-02","b":"2026-01-01"}"#, ["/b dateOrder"]), (#"{"a":"2026-01-01","b":"2026-01-02"}"#, []),
        (#"{"a":"2026-01-01","b":"2026-01-01"}"#, ["/b dateOrder"]), (#"{"a":"2026-01-01"}"#, []), ("{}", []),
        (#"{"a":"x","b":"2026-01-01"}"#, []), (#"{"a":5,"b":"2026-01-01"}"#, []),
        (#"{"b":"2026-01-01","c":{"d":"2026-01-01"}}"#, []),
        (#"{"a":"2026-05-05","b":"2026-01-01","c":{"d":"2025-12-31"}}"#, ["/b dateOrder", "/c/d dateOrder"]),
    ])
    func dateOrderFindsEachBrokenPairAtTheLaterDate(_ instance: String, _ expected: [String]) throws {
        let schema = #"""
            {"dateOrder":[{"earlier":"/a","later":"/b"},{"earlier":"/b","later":"/c/d","orEqual":true}]}
            """#
        #expect(try problems(schema, instance) == expected)
    }

    @Test(arguments: [
        ("2026-01-31", "2028-01-31", []), ("2026-01-31", "2028-02-01", ["/t dateSpan"]),
        ("2024-02-29", "2026-02-28", []), ("2024-02-29", "2026-03-01", ["/t dateSpan"]),
        ("2026-01-31", "2026-04-30", []), ("2026-01-31", "2026-04-29", ["/t dateSpan"]),
        ("2026-01-31", "2025-01-31", ["/t dateSpan"]),
    ])
    func dateSpanReckonsByTheCalendar(_ from: String, _ to: String, _ expected: [String]) throws {
        let schema = #"{"dateSpan":[{"from":"/f","to":"/t","atMost":"P2Y","atLeast":"P3M"}]}"#
        #expect(try problems(schema, #"{"f":"\#(from)","t":"\#(to)"}"#) == expected)
    }

    @Test func formatsAssert() throws {
        #expect(try problems(#"{"format":"bsn"}"#, #""999990018""#) == [" format"])
        #expect(try problems(#"{"format":"date"}"#, #""2026-02-30""#) == [" format"])
    }

    @Test(arguments: [
        (#"{"requierd":["a"]}"#, "requierd", "required"), (#"{"lable":"x"}"#, "lable", "label"),
        (#"{"properties":{"a":{"minLenght":1}}}"#, "minLenght", "minLength"),
        (#"{"unevaluatedPropertys":false}"#, "unevaluatedPropertys", "unevaluatedProperties"),
    ])
    func anUnknownKeywordIsRefusedWithASuggestion(_ schema: String, _ keyword: String, _ suggestion: String) throws {
        let error = try #require(throws: SchemaError.self) { try compile(schema) }
        #expect(error.reason == .unknownKeyword(keyword, suggestion: suggestion))
        #expect(error.description.contains("did you mean \(suggestion)?"))
    }

    @Test func aKeywordLikeNoOtherIsRefusedWithoutSuggestion() throws {
        let error = try #require(throws: SchemaError.self) { try compile(#"{"volstrektAnders":1}"#) }
        #expect(error.reason == .unknownKeyword("volstrektAnders", suggestion: nil))
    }

    @Test func unknownListsAndFormatsAreRefusedWithASuggestion() throws {
        let list = try #require(throws: SchemaError.self) { try compile(#"{"codeList":"gemeente"}"#) }
        #expect(list.reason == .unknownCodeList("gemeente", suggestion: "gemeenten"))
        let format = try #require(throws: SchemaError.self) { try compile(#"{"format":"dat"}"#) }
        #expect(format.reason == .unknownFormat("dat", suggestion: "date"))
    }

    @Test(arguments: [
        #"{"label":1}"#, #"{"order":"1"}"#, #"{"order":1.5}"#, #"{"sensitivity":"geheim"}"#, #"{"group":[]}"#,
        #"{"enumLabels":{"a":"A"}}"#, #"{"enum":["a","b"],"enumLabels":{"a":"A"}}"#,
        #"{"enum":["a"],"enumLabels":{"a":"A","b":"B"}}"#, #"{"enum":["a"],"enumLabels":{"a":1}}"#,
        #"{"notAfterToday":1}"#, #"{"codeList":1}"#, #"{"dateOrder":{}}"#, #"{"dateOrder":[{"earlier":"/a"}]}"#,
        #"{"dateOrder":[{"earlier":"a","later":"/b"}]}"#, #"{"dateOrder":[{"earlier":"/a","later":"/b","orEqual":1}]}"#,
        #"{"dateSpan":[{"from":"/a","to":"/b"}]}"#, #"{"dateSpan":[{"from":"/a","to":"/b","atMost":"PT1H"}]}"#,
    ])
    func anIllFormedKeywordIsRefused(_ schema: String) throws {
        let error = try #require(throws: SchemaError.self) { try compile(schema) }
        guard case .invalidKeyword = error.reason else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func inThePlainDialectOurKeywordsMeanNothing() throws {
        let schema = try SchemaRegistry().compile(
            JSONDocument(parsing: #"{"notAfterToday":true,"codeList":"x","sensitivity":7,"onbekend":1,"format":"bsn"}"#)
        )
        #expect(try schema.accepts(JSONDocument(parsing: #""2999-01-01""#)))
    }

    @Test func labelsAreFoundThroughReferencesAndConditions() throws {
        let schema = try compile(
            ##"""
            {"$defs":{"adres":{"label":"Adres","properties":{"straat":{"label":"Straat","sensitivity":"persoonsgegeven"}}}},
            "properties":{"woning":{"$ref":"#/$defs/adres"},"lijst":{"prefixItems":[{"label":"Eerste"}],
            "items":{"label":"Overige"}}},"if":true,"then":{"properties":{"reden":{"label":"Reden"}}}}
            """##)
        func label(_ pointer: String) throws -> String? {
            schema.subschemas(at: try #require(JSONPointer(pointer))).lazy.compactMap { $0["label"]?.string }.first
        }
        #expect(try label("/woning") == "Adres")
        #expect(try label("/woning/straat") == "Straat")
        #expect(try label("/lijst/0") == "Eerste")
        #expect(try label("/lijst/7") == "Overige")
        #expect(try label("/reden") == "Reden")
        #expect(try label("/onbekend") == nil)
    }
}
