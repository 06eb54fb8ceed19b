import Testing

@testable import Envelope

struct MIMELimitsTests {
    private let plain = "Content-Type: text/plain\n"

    @Test func headerOfOneMegabyte_IsRefusedAtTheLimit() {
        let padding = String(repeating: "X-Padding: " + String(repeating: "a", count: 900) + "\n", count: 1200)
        var roomy = MIMELimits.http
        roomy.headerFields = 10_000
        #expect(refusal(padding + plain + "\n", roomy) == .headerTooLarge)
        let folded = "X-Padding: a" + String(repeating: "\n " + String(repeating: "a", count: 900), count: 1200)
        #expect(refusal(folded + "\n" + plain + "\n") == .headerTooLarge)
    }

    @Test func headerLine_MayHave998BytesAndNotOneMore() {
        let fits = "X: " + String(repeating: "a", count: 995) + "\n"
        #expect(refusal(fits + plain + "\n") == nil)
        #expect(refusal("a" + fits + plain + "\n") == .headerLine)
    }

    @Test func tooManyFields_AreRefused() {
        let fields = String(repeating: "X: a\n", count: 39)
        #expect(refusal(fields + plain + "\n") == nil)
        #expect(refusal(fields + "X: a\n" + plain + "\n") == .headerFields)
    }

    @Test func bodyLine_IsLimitedForMailAndForText() {
        let line = String(repeating: "a", count: 998)
        let header = plain + "Content-Transfer-Encoding: 7bit\n\n"
        #expect(refusal(header + line + "\n", .mail) == nil)
        #expect(refusal(header + "a" + line + "\n", .mail) == .bodyLine)
        #expect(refusal(header + "a" + line + "\n", .http) == nil)
    }

    @Test func textOverTheTotal_IsRefused() {
        var limits = MIMELimits.http
        limits.bytes = 100
        #expect(refusal(plain + "\n" + String(repeating: "a", count: 72), limits) == nil)
        #expect(refusal(plain + "\n" + String(repeating: "a", count: 73), limits) == .tooLarge)
    }

    @Test func parameters_AreLimitedInNumberAndLength() {
        func header(_ count: Int, _ length: Int) -> String {
            let value = String(repeating: "v", count: length)
            return "Content-Type: text/plain" + (0..<count).map { ";\n p\($0)=\(value)" }.joined() + "\n\n"
        }
        #expect(refusal(header(12, 256)) == nil)
        #expect(refusal(header(13, 1)) == .parameter)
        #expect(refusal(header(1, 257)) == .parameter)
    }

    @Test(arguments: [1, 2, 3, 50])
    func depth_IsLimited(levels: Int) {
        var text = "Content-Type: text/plain\n\nx"
        for level in 0..<levels {
            text = """
                Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b\(level).

                --b\(level).
                \(text)
                --b\(level).
                Content-Type: application/pkcs7-signature

                x
                --b\(level).--

                """
        }
        #expect(refusal(text) == (levels < 4 ? nil : .depth))
    }

    @Test func manyParts_AreRefused() {
        let part = "--b\nContent-Type: text/plain\n\nx\n"
        let header = "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        #expect(refusal(header + String(repeating: part, count: 100) + "--b--\n") == .partCount)
    }
}
