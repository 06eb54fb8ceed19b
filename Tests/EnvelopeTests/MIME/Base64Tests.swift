import Testing

@testable import Envelope

struct Base64Tests {
    private func decoded(_ text: String) throws(MIMEError) -> [UInt8] {
        let bytes = [UInt8](text.utf8)
        return try Base64.decode(bytes.span, 0..<bytes.count)
    }

    private func letters(_ plain: String) -> [UInt8] {
        let bytes = [UInt8](plain.utf8)
        return Base64.encode(bytes.span)
    }

    /// RFC 4648 section 10.
    @Test(
        arguments: zip(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"],
            ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]))
    func vectorsOfTheStandard(plain: String, encoded: String) throws {
        #expect(letters(plain) == [UInt8](encoded.utf8))
        #expect(try decoded(encoded) == [UInt8](plain.utf8))
    }

    @Test(
        arguments: [
            "Zg=", "Zg", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==", "Zm9v!", "Zm 9", "Zm9v\n", "\r\nZm9v",
            "Zm9v\r\n\r\nZm9v", "Zg==\r\nZm9v", "Zm9vZm9v\r\nZm9v\r\nZm9v", "Zm9v\r\nZm9vZm9v", "Zm9v\r", "Zm-_",
            String(repeating: "Zm9v", count: 20),
        ])
    func anythingButTheCanonicalForm_IsRefused(text: String) {
        #expect(throws: MIMEError(.base64, at: 0)) { try decoded(text) }
    }

    @Test func emptyLinesAtTheEnd_AreAFewAtMost() throws {
        for count in 1...5 {
            #expect(try decoded("Zm9v" + String(repeating: "\r\n", count: count)) == [UInt8]("foo".utf8))
        }
        for ending in [String(repeating: "\r\n", count: 6), "\r\n\n", "\r\n\r", "\r\n \r\n"] {
            #expect(throws: MIMEError.self) { try decoded("Zm9v" + ending) }
        }
        #expect(throws: MIMEError(.base64, at: 0)) { try decoded("\r\n\r\n") }
    }

    @Test(arguments: [0, 1, 56, 57, 58, 114, 1000])
    func lines_AreAtMost76AndReadBack(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let lines = Base64.encode(bytes.span, lineLength: 76)
        #expect(lines.split(separator: 0x0A).allSatisfy { $0.count <= 77 })
        #expect(try Base64.decode(lines.span, 0..<lines.count) == bytes)
    }
}
