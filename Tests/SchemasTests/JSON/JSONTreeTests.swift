import Schemas
import Testing

struct JSONTreeTests {
    @Test func isWrittenOnOneLineInOrder() throws {
        let tree: JSONTree = ["z": [1, true, nil], "a": "regel 1\nregel 2\r\t\"\\\u{1}é😀", "": [:]]
        let text = String(decoding: tree.encoded(), as: UTF8.self)
        #expect(text == #"{"z":[1,true,null],"a":"regel 1\nregel 2\r\t\"\\\u0001é😀","":{}}"#)
        #expect(JSONTree(try JSONDocument(parsing: text).root) == tree)
    }

    @Test func numbersKeepTheirLexeme() throws {
        let text = "[1.0,1e400,-0,0.10]"
        #expect(JSONTree(try JSONDocument(parsing: text).root).encoded() == Array(text.utf8))
    }
}
