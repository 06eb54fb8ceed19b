import Schemas
import Testing

struct JSONDocumentTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "-0.0e-0", "1E+2", "\"\"", "[]", "{}", " [ ] ", "\t{\r\n}\n",
        "[[],[[]],{}]",
        #"{"":0}"#, #"{"a":{"a":{"a":1}}}"#, "\"\u{7F}\"", "\"\u{2028}\"", #""\u0000""#, "\"\u{FFFF}\"",
        "\"\u{10FFFF}\"",
        #"["\ud83d\ude00"]"#, "123456789012345678901234567890", "1e400", "1e-999999999", "1e000000000000400",
    ])
    func isAccepted(_ text: String) throws {
        _ = try JSONDocument(parsing: text)
    }

    @Test func valuesAreReadInOrder() throws {
        let root = try JSONDocument(parsing: #" {"b":[1,"x",[true,null]], "a":{}, "c":false} "#).root
        #expect(root.kind == .object)
        #expect(root.members.map(\.key) == ["b", "a", "c"])
        let list = try #require(root["b"])
        #expect(list.elements.map(\.kind) == [.number, .string, .array])
        #expect(list[1]?.string == "x")
        #expect(list[2]?[0]?.bool == true)
        #expect(list[2]?[1]?.isNull == true)
        #expect(list[3] == nil)
        #expect(list[-1] == nil)
        #expect(root["a"]?.members.isEmpty == true)
        #expect(root["c"]?.bool == false)
        #expect(root["d"] == nil)
        #expect(root["c"]?["x"] == nil)
    }

    @Test func escapesAreDecoded() throws {
        let root = try JSONDocument(parsing: #"["\"\\\/\b\f\n\r\t","a\u00e9\u20AC\uD83D\uDE00z",{"\u0061b":1}]"#).root
        #expect(root[0]?.string == "\"\\/\u{8}\u{C}\n\r\t")
        #expect(root[1]?.string == "aé€😀z")
        #expect(root[2]?["ab"]?.number?.int == 1)
    }

    @Test func composedAndDecomposedKeysAreTwoKeys() throws {
        let root = try JSONDocument(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}").root
        #expect(root["e\u{301}"]?.number?.int == 2)
        #expect(root["\u{E9}"]?.number?.int == 1)
    }

    @Test(arguments: 0..<40)
    func stringsOfAnyLengthKeepTheirBytes(_ length: Int) throws {
        for character in ["a", "é", "€", "😀"] {
            let text = String(repeating: "x", count: length) + character + String(repeating: "y", count: length)
            #expect(try JSONDocument(parsing: "[\"\(text)\"]").root[0]?.string == text)
        }
    }

    @Test func manyKeysWithCollidingEndsAreTold() throws {
        let keys = (0..<20_000).map { "\"abcdefgh\($0 + 100_000)abcdefgh\":0" }
        let root = try JSONDocument(parsing: "{" + keys.joined(separator: ",") + "}").root
        #expect(root.count == 20_000)
    }
}
