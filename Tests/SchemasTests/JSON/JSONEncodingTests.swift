import Testing

@testable import Schemas

@Suite("JSON is written the same from a document, from a tree and member by member")
struct JSONEncodingTests {
    static let texts = [
        "null", "true", " false ", "-0", "1.0e+5", #""""#, #""é😀\u007f""#, "[]", "{}", "[ 1 , [ ] , { } , [[2]] ]",
        #"{"b":{"a\"\\":[{"x":null},"regel\nregel","\/"],"":-1.5},"a":["\u00e9\ud83d\ude00\u0001",true,false]}"#,
    ]

    @Test(arguments: texts)
    func everyValueOfADocument(_ text: String) throws {
        try compare(try JSONDocument(parsing: text).root)
    }

    /// The value where it stands, as a document of its own, and all that is in it.
    private func compare(_ value: JSONValue) throws {
        let tree = JSONTree(value)
        let own = JSONDocument(of: value).root
        #expect(value.encoded() == tree.encoded())
        #expect(own.encoded() == tree.encoded())
        #expect(own == value)
        #expect(own.nodeCount == value.nodeCount)
        #expect(try JSONDocument(parsing: value.encoded()).root == value)
        for element in value.elements { try compare(element) }
        for (key, member) in value.members {
            #expect(value[key] == member)
            #expect(own[key] == member)
            try compare(member)
        }
    }

    @Test func everyExampleForm() throws {
        for name in try ProfileFiles.formNames() {
            try compare(try JSONDocument(parsing: ProfileFiles.form(name)).root)
        }
    }

    @Test func memberByMember() {
        var line = JSONLine(capacity: 1)
        #expect(line.closed() == Array("{}".utf8))
        line.add("tekst", "een \"b\"\n")
        line.add("getal", encoded: Array("[1,{}]".utf8))
        line.add("leeg", "")
        let tree: JSONTree = ["tekst": "een \"b\"\n", "getal": [1, [:]], "leeg": ""]
        #expect(line.closed(with: [0x0A]) == tree.encoded() + [0x0A])
    }
}
