import Schemas
import Testing

struct BowtieHarnessTests {
    private var harness = BowtieHarness(version: "1.0")

    private mutating func answer(_ line: String) throws -> JSONValue {
        let reply = harness.answer(Array(line.utf8))
        let answer = try #require(reply)
        #expect(!answer.contains(0x0A))
        return try JSONDocument(parsing: answer).root
    }

    @Test mutating func startTellsWhoAnswers() throws {
        let answer = try answer(#"{"cmd":"start","version":1}"#)
        #expect(answer["version"]?.number?.int == 1)
        let implementation = try #require(answer["implementation"])
        for member in ["language", "name", "homepage", "issues", "source", "dialects"] {
            #expect(implementation[member] != nil)
        }
        #expect(implementation["dialects"]?[0]?.string == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test mutating func otherVersionsAreRefused() throws {
        #expect(try answer(#"{"cmd":"start","version":2}"#)["errored"]?.bool == true)
    }

    @Test(arguments: [
        ("https://json-schema.org/draft/2020-12/schema", true), ("http://json-schema.org/draft-07/schema#", false),
    ])
    mutating func dialect(_ uri: String, _ isKnown: Bool) throws {
        #expect(try answer(#"{"cmd":"dialect","dialect":"\#(uri)"}"#)["ok"]?.bool == isKnown)
    }

    @Test mutating func aCaseIsRunAgainstItsRegistry() throws {
        let answer = try answer(
            #"""
            {"cmd":"run","seq":{"n":[1,"a"]},"case":{"description":"d","schema":{"items":{"$ref":"http://x.test/int"}},
            "registry":{"http://x.test/int":{"type":"integer"}},
            "tests":[{"description":"a","instance":[1,2.0]},{"description":"b","instance":["x"]}]}}
            """#.replacing("\n", with: ""))
        #expect(answer["seq"]?["n"]?[1]?.string == "a")
        #expect(answer["results"]?.elements.map { $0["valid"]?.bool } == [true, false])
    }

    @Test mutating func formatAssertsWhenAsked() throws {
        let run = #"{"cmd":"run","seq":1,"case":{"schema":{"format":"ipv4"},"tests":[{"instance":"x"}]}}"#
        #expect(try answer(run)["results"]?[0]?["valid"]?.bool == true)
        harness = BowtieHarness(assertsFormat: true, version: "1.0")
        #expect(try answer(run)["results"]?[0]?["valid"]?.bool == false)
    }

    @Test(arguments: [
        "", "x", "[]", "{}", "null", #"{"cmd":7}"#, #"{"cmd":"run"}"#, #"{"cmd":"run","seq":1}"#,
        #"{"cmd":"run","seq":1,"case":{"schema":{"$ref":"http://nowhere.test/"},"tests":[]}}"#,
        #"{"cmd":"run","seq":1,"case":{"schema":{"type":5},"tests":[{"instance":1}]}}"#,
        ##"{"cmd":"run","seq":1,"case":{"schema":{"$ref":"#"},"tests":[{"instance":1}]}}"##,
        #"{"cmd":"run","seq":1,"case":{"schema":[],"tests":[]}}"#,
    ])
    mutating func aBadLineIsAnsweredWithAnError(_ line: String) throws {
        let answer = try answer(line)
        #expect(answer["errored"]?.bool == true)
        #expect(answer["context"]?["message"]?.string?.isEmpty == false)
        if line.contains("seq") { #expect(answer["seq"]?.number?.int == 1) }
    }

    /// Lines that the strict reader refuses, some of them with another `seq` in a schema or an instance.
    @Test(arguments: [
        #"{"cmd":"run","seq":1,"case":{"schema":{},"tests":[{"instance":"\ud800"}]}}"#,
        #"{"cmd":"run","case":{"schema":{"const":{"seq":5,"x":"\udc00"}},"tests":[{"instance":1}]},"seq" : 1}"#,
        #"{"cmd":"run","case":{"description":"\"seq\":8","schema":{},"tests":[{"instance":"\ud800"}]},"seq":1,"x":2}"#,
        #"{"cmd":"run","seq":1,"case":{"schema":{},"tests":[{"instance":{"a":1,"a":2}}]}}"#,
        #"{"cmd":"run","seq":1,"seq":2,"case":{"schema":{},"tests":[]}}"#, #"{"cmd":"run","seq":1,"case":{"#,
        #"{"cmd":"run","seq":1,"case":"not closed"#, #"{"cmd":"run","seq":1"#,
    ])
    mutating func aRefusedLineIsAnsweredWithItsSequence(_ line: String) throws {
        let answer = try answer(line)
        #expect(answer["errored"]?.bool == true)
        #expect(answer["seq"]?.number?.int == 1)
    }

    @Test mutating func aSequenceOfAnyShapeIsFoundInARefusedLine() throws {
        let answer = try answer(#"{"seq":{"a":["}",{"b":","}]},"cmd":"run","case":"\ud800"}"#)
        #expect(answer["seq"]?["a"]?[1]?["b"]?.string == ",")
    }

    @Test(arguments: [
        "{\"seq\"", "{\"seq\":", "{\"seq\":}", "{\"seq\\", "\"seq\":1 x", "{\"seq\":[1", "}}\"seq\":1", "[{\"seq\":1}",
    ])
    mutating func aSequenceThatCannotBeReadIsLeftOut(_ line: String) throws {
        let answer = try answer(line)
        #expect(answer["errored"]?.bool == true)
        #expect(answer["seq"] == nil)
    }

    @Test mutating func whatIsNoSchemaInTheRegistryHarmsOnlyWhoRefersToIt() throws {
        let registry = ##"{"http://x.test/a":{"$id":"#old"},"http://x.test/b":{"type":"string"}}"##
        func run(_ reference: String) -> String {
            ##"{"cmd":"run","seq":1,"case":{"schema":{"$ref":"\##(reference)"},"registry":\##(registry),"##
                + #""tests":[{"instance":1}]}}"#
        }
        #expect(try answer(run("http://x.test/b"))["results"]?[0]?["valid"]?.bool == false)
        #expect(try answer(run("http://x.test/a"))["errored"]?.bool == true)
    }

    @Test mutating func aSchemaMayStandInItsOwnRegistry() throws {
        let schema = #"{"$id":"http://x.test/a","type":"string"}"#
        let answer = try answer(
            #"{"cmd":"run","seq":1,"case":{"schema":\#(schema),"registry":{"http://x.test/a":\#(schema)},"#
                + #""tests":[{"instance":1},{"instance":""}]}}"#)
        #expect(answer["results"]?.elements.map { $0["valid"]?.bool } == [false, true])
    }

    @Test mutating func stopHasNoAnswer() {
        let answer = harness.answer(Array(#"{"cmd":"stop"}"#.utf8))
        #expect(answer == nil)
        #expect(harness.isStopped)
    }
}
