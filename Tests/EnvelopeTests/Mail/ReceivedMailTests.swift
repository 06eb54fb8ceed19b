import Testing

@testable import Envelope

struct ReceivedMailTests {
    private func reason(_ header: String) -> MailReason? {
        let mail =
            "MIME-Version: 1.0\r\n\(header)Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        do throws(MailError) {
            _ = try ReceivedMail([UInt8](mail.utf8))
            return nil
        } catch { return error.reason }
    }

    @Test func `one From and one To are needed`() {
        let from = "From: a@b.example\r\n"
        let to = "To: c@d.example\r\n"
        #expect(reason(from + to) == nil)
        #expect(reason(to) == .from)
        #expect(reason(from) == .to)
        #expect(reason(from + from + to) == .from)
        #expect(reason("From: a@b.example, x@y.example\r\n" + to) == .from)
        #expect(reason(from + to + to) == .to)
        #expect(reason(from + to + "Message-ID: <a@b>\r\nMessage-ID: <a@b>\r\n") == .field)
    }

    @Test(arguments: [
        ("a@b.example", ["a@b.example"]), ("Jan de Vries <A@B.example>", ["a@b.example"]),
        ("\"Vries, Jan de\" <a@b.example>, c@d.example", ["a@b.example", "c@d.example"]),
        ("=?utf-8?q?J=C3=A4n?= <a@b.example>", ["a@b.example"]),
    ])
    func `addresses are read`(value: String, expected: [String]) {
        #expect(MailAddressList.read(value) == expected)
    }

    @Test(arguments: [
        "", ",", "a@b.example,", "a", "@b", "a@", "a@b@c", "groep: a@b.example;", "<a@b.example> <c@d.example>",
        "a@b.example <c@d.example>", "\"a@b.example\" <c@d.example>", "a@b.example (x@y.example)", "\"a b\"@c.example",
        "a@b.example> <c@d.example", "\"x\\\" <a@b.example>\" <c@d.example>", "a..b@c.example", "a@[127.0.0.1]",
        "<@relay.example:a@b.example>",
    ])
    func `what two programs could read differently is refused`(value: String) {
        #expect(MailAddressList.read(value) == nil)
    }

    @Test func `a mail that is not encrypted is told apart from one that is broken`() {
        func reason(_ mail: String) -> MailReason? {
            do throws(MailError) {
                _ = try ReceivedMail([UInt8](mail.utf8))
                return nil
            } catch { return error.reason }
        }
        let header = "From: a@b.example\r\nTo: c@d.example\r\n"
        #expect(reason(header + "Content-Type: text/plain\r\n\r\nhallo\r\n") == .unprotected)
        #expect(reason(header + "Content-Type: image/png\r\n\r\nhallo\r\n") == .unprotected)
        #expect(reason(header + "\r\nhallo\r\n") == .mime)
    }
}
