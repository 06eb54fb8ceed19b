import Testing

@testable import Envelope

struct MIMEReaderTests {
    @Test func signedMessage_IsATreeOverTheOneText() throws {
        let bytes = wire(signedText)
        let root = try MIMEReader.read(bytes.span)
        #expect(root.contentType.mediaType == .multipartSigned)
        #expect(root.range == 0..<bytes.count)
        #expect(root.contentType["micalg"] == "sha-256")
        let content = try #require(root.parts.first)
        #expect(content.contentType.mediaType == .cloudEvent)
        #expect(text(bytes, content.bodyRange) == #"{"id":"é"}"#)
        #expect(text(bytes, content.range).hasPrefix("Content-Type: application/cloudevents+json\r\n"))
        #expect(text(bytes, content.range).hasSuffix(#"{"id":"é"}"#))
        #expect(try root.parts.last?.content(in: bytes.span) == [0, 1, 2])
    }

    @Test func bodyFromHTTP_TakesItsTypeFromTheHTTPHeader() throws {
        let bytes = wire(signedText)
        let body = Array(bytes[try MIMEReader.read(bytes.span).bodyRange])
        let type = try MIMEContentType(
            parsing: #"Multipart/Signed; protocol="application/pkcs7-signature";micalg=sha-256; boundary=b1"#)
        let root = try MIMEReader.read(body: body.span, as: type)
        #expect(root.parts.count == 2)
    }

    @Test func foldedField_IsReadAsOneLine() throws {
        let bytes = wire(
            "Content-Type: application/pkcs7-mime;\n\tsmime-type=authEnveloped-data;\n name=x.p7m\nX-Y: a\n b\n\n")
        let root = try MIMEReader.read(bytes.span)
        #expect(root.contentType["smime-type"] == "authEnveloped-data")
        #expect(root.field("x-y", in: bytes.span) == "a b")
        #expect(root.count(of: "x-y", in: bytes.span) == 1)
        #expect(root.field("subject", in: bytes.span) == nil)
    }

    @Test(
        arguments: [
            ("Content-Type: text/plain\nContent-Type: text/plain\n\n", MIMEReason.duplicateField),
            ("content-type: text/plain\nCONTENT-TYPE: text/plain\n\n", .duplicateField),
            ("Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: 7bit\n\n", .duplicateField),
            ("MIME-Version: 1.0\nMIME-Version: 1.0\n\n", .duplicateField),
            ("MIME-Version: 2.0\n\n", .version),
            ("X: 1\n\n", .contentTypeMissing),
            ("", .headerGrammar),
            ("Content-Type: text/plain\n", .headerGrammar),
            (" Content-Type: text/plain\n\n", .headerGrammar),
            ("Content-Type : text/plain\n\n", .headerGrammar),
            (": text/plain\n\n", .headerGrammar),
            ("Content-Type: text/plain\n \n\n", .headerGrammar),
            ("nonsense\n\n", .headerGrammar),
            ("Content-Type: text/plain\u{0}\n\n", .headerCharacter),
            ("X: \u{0}\nContent-Type: text/plain\n\n", .headerCharacter),
            ("X: é\nContent-Type: text/plain\n\n", .headerCharacter),
            ("X: \u{7F}\nContent-Type: text/plain\n\n", .headerCharacter),
            ("Content-Type: text\n\n", .contentType),
            ("Content-Type: /plain\n\n", .contentType),
            ("Content-Type: text/plain/x\n\n", .contentType),
            ("Content-Type: text/plain x\n\n", .contentType),
            ("Content-Type: text/plain (comment)\n\n", .contentType),
            ("Content-Type: text/html\n\n", .mediaType),
            ("Content-Type: multipart/mixed; boundary=b\n\n", .mediaType),
            ("Content-Type: application/octet-stream\n\n", .mediaType),
            ("Content-Type: text/plain; charset=utf-8;\n\n", .parameter),
            ("Content-Type: text/plain; charset\n\n", .parameter),
            ("Content-Type: text/plain; charset =utf-8\n\n", .parameter),
            ("Content-Type: text/plain; charset=\n\n", .parameter),
            ("Content-Type: text/plain; charset=\"utf-8\n\n", .parameter),
            ("Content-Type: text/plain; charset=\"utf\\-8\"\n\n", .parameter),
            ("Content-Type: text/plain; charset=utf-8; Charset=utf-8\n\n", .parameter),
            ("Content-Type: text/plain; name*=utf-8''x\n\n", .parameter),
            ("Content-Type: text/plain; name*0=a; name*1=b\n\n", .parameter),
            ("Content-Type: text/plain; charset=iso-8859-1\n\n", .parameter),
            ("Content-Type: application/cloudevents+json; charset=utf-16\n\n", .parameter),
            ("Content-Type: application/pkcs7-mime; smime-type=compressed-data\n\n", .parameter),
            ("Content-Type: text/plain\nContent-Transfer-Encoding: uuencode\n\n", .transferEncoding),
            ("Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\n\né", .bodyCharacter),
            ("Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\n\na\u{0}", .bodyCharacter),
            ("Content-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\na\u{0}", .bodyCharacter),
            (
                "Content-Type: message/disposition-notification\nContent-Transfer-Encoding: base64\n\n",
                .transferEncoding
            ),
        ])
    func illFormedEntity_IsRefused(input: String, reason: MIMEReason) {
        #expect(refusal(input) == reason)
    }

    @Test(
        arguments: [
            ("Content-Type: text/plain\n\n", MIMEReason.lineEnd),
            ("Content-Type: text/plain\r\r\n\r\n", .lineEnd),
            ("Content-Type: text/plain\r\nContent-Transfer-Encoding: 7bit\r\n\r\na\nb", .lineEnd),
            ("Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\na\rb", .lineEnd),
            ("Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\na\r", .lineEnd),
        ])
    func bareLineEnd_IsRefused(input: String, reason: MIMEReason) {
        #expect(refusal([UInt8](input.utf8)) == reason)
    }

    @Test func errors_AreEqualByReasonAndSayWhere() {
        let error = MIMEError(.depth, at: 12)
        #expect(error == MIMEError(.depth, at: 99))
        #expect(error.description.contains("byte 12"))
        #expect(error.description.contains("mime-depth"))
    }
}
