import Testing

@testable import Envelope

struct QuotedPrintableTests {
    private func decoded(_ text: String) throws(MIMEError) -> String {
        let bytes = [UInt8](text.utf8)
        return String(decoding: try QuotedPrintable.decode(bytes.span, 0..<bytes.count), as: UTF8.self)
    }

    @Test func escapesAndSoftBreaks_AreUndone() throws {
        #expect(try decoded("caf=C3=A9 =\r\nx=3D1\r\n") == "café x=1\r\n")
        #expect(try decoded("") == "")
    }

    @Test(
        arguments: [
            "=", "=4", "=c3", "=C3=a9", "a \r\n", "a\t", "é", "a\nb", "a\rb", "a=\r\n=", "=XY", "\u{0}",
            String(repeating: "a", count: 77),
        ])
    func anythingLoose_IsRefused(text: String) {
        #expect(throws: MIMEError(.quotedPrintable, at: 0)) { try decoded(text) }
    }

    @Test(arguments: ["", "Bericht ontvangen en opgeslagen.\r\n", "één \r\n twee=3", "\u{0}\r\n", "tab\tend\t"])
    func written_IsReadBackInShortLines(plain: String) throws {
        let long = String(repeating: plain, count: 9)
        let bytes = [UInt8](long.utf8)
        let encoded = QuotedPrintable.encode(bytes.span)
        #expect(encoded.split(separator: 0x0A, omittingEmptySubsequences: false).allSatisfy { $0.count <= 77 })
        #expect(try decoded(String(decoding: encoded, as: UTF8.self)) == long)
    }
}
