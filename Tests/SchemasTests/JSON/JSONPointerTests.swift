import Schemas
import Testing

struct JSONPointerTests {
    /// The document and the pointers of RFC 6901 section 5.
    static let document = #"""
        {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}
        """#

    @Test(arguments: [
        ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7),
        ("/m~0n", 8),
    ])
    func leadsToItsValue(_ text: String, _ value: Int) throws {
        let root = try JSONDocument(parsing: Self.document).root
        let pointer = try #require(JSONPointer(text))
        #expect(root.value(at: pointer)?.number?.int == value)
        #expect(pointer.description == text)
    }

    @Test func leadsIntoArrays() throws {
        let root = try JSONDocument(parsing: Self.document).root
        #expect(root.value(at: .root)?.kind == .object)
        #expect(root.value(at: JSONPointer(tokens: ["foo", "1"]))?.string == "baz")
        for token in ["2", "01", "-", "-1", "+1", "", "99999999999999999999"] {
            #expect(root.value(at: JSONPointer(tokens: ["foo", token])) == nil)
        }
        #expect(root.value(at: JSONPointer(tokens: ["foo", "0", "x"])) == nil)
    }

    @Test(arguments: ["a", "/~", "/a~2", "/~~", "#/a"])
    func illFormedTextIsNoPointer(_ text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func tokensAreEscaped() {
        let pointer = JSONPointer.root.appending("a/b~c").appending(3)
        #expect(pointer.description == "/a~1b~0c/3")
        #expect(JSONPointer(pointer.description) == pointer)
        #expect(pointer.parent?.description == "/a~1b~0c")
    }
}
