import Testing

@testable import Envelope

struct MIMEBoundaryTests {
    private func report(_ body: String, boundary: String = "b") -> String {
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"\(boundary)\"\n\n" + body
    }

    private let parts = """
        --b
        Content-Type: text/plain

        hello
        --b
        Content-Type: message/disposition-notification

        Disposition: x
        """

    @Test func textAroundTheParts_IsBoundedAndPlain() {
        #expect(refusal(report("This is a report\n\n" + parts + "\n--b--\n\n")) == nil)
        #expect(refusal(report(parts + "\n--b--")) == nil)
        #expect(refusal(report(String(repeating: "a", count: 300) + "\n" + parts + "\n--b--\n")) == .preamble)
        #expect(refusal(report("\u{7}\n" + parts + "\n--b--\n")) == .preamble)
        #expect(refusal(report(parts + "\n--b--\nmore")) == .epilogue)
        #expect(refusal(report(parts + "\n--b--\n" + String(repeating: "\n", count: 9))) == .epilogue)
        #expect(refusal([UInt8]((wire(report(parts + "\n--b--\n"))) + [0x0A])) == .epilogue)
    }

    @Test func missingDelimiters_AreRefused() {
        #expect(refusal(report("")) == .boundaryUnclosed)
        #expect(refusal(report(parts)) == .boundaryUnclosed)
        #expect(refusal(report(parts + "\n--b-")) == .boundaryAmbiguous)
        #expect(refusal(report("--b--\n")) == .structure)
        #expect(refusal(report("--b\n--b--\n")) == .structure)
        #expect(refusal(report("--b\n\n--b--\n")) == .headerGrammar)
    }

    @Test func delimiterThatReadersSeeDifferently_IsRefused() {
        let longer = parts.replacing("--b\nContent-Type: message", with: "--bb\nContent-Type: message")
        #expect(refusal(report(longer + "\n--b--\n")) == .boundaryAmbiguous)
        let padded = parts.replacing("--b\nContent-Type: message", with: "--b \nContent-Type: message")
        #expect(refusal(report(padded + "\n--b--\n")) == .boundaryAmbiguous)
        let inText = parts.replacing("hello", with: "hello --b and --b--")
        #expect(refusal(report(inText + "\n--b--\n")) == nil)
    }

    @Test(arguments: ["\n", "\r"])
    func delimiterAfterABareLineEnd_IsRefused(lineEnd: String) {
        let plain = report(parts + "\n--b--\n")
        let bytes = wire(plain.replacing("hello", with: "helloLINEEND--b"))
        let text = String(decoding: bytes, as: UTF8.self).replacing("LINEEND", with: lineEnd)
        #expect(refusal([UInt8](text.utf8)) == .boundaryAmbiguous)
        let start = String(decoding: wire(report("")), as: UTF8.self) + lineEnd + "--b\r\n"
        #expect(refusal([UInt8](start.utf8)) == .boundaryAmbiguous)
    }

    @Test(arguments: ["", " ", "b ", "a@b", "a\"b", String(repeating: "b", count: 71)])
    func illFormedBoundary_IsRefused(boundary: String) {
        let reason = refusal(report("--b--\n", boundary: boundary))
        #expect(reason == (boundary.contains("\"") ? .contentType : .boundary))
    }

    @Test func innerBoundaryEqualToTheOuter_IsRefused() {
        let nested = "--b1\n" + signedText + "\n--b1--\n"
        let header =
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b1\n\n"
        #expect(refusal(header + nested) == .epilogue)
    }

    @Test func hostileText_IsScannedInLinearTime() throws {
        let header = wire(report(""))
        for byte in [UInt8(0x0D), 0x0A, 0x2D] {
            let bytes = header + [UInt8](repeating: byte, count: 4 << 20)
            #expect(refusal(bytes) == .boundaryUnclosed)
        }
    }
}
