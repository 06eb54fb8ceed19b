import Testing

@testable import Envelope

struct MIMEStructureTests {
    private func signed(_ replacing: String, _ with: String) -> MIMEReason? {
        refusal(signedText.replacing(replacing, with: with))
    }

    @Test func multipartSigned_NeedsItsParametersAndItsTwoParts() {
        #expect(refusal(signedText) == nil)
        #expect(signed("; micalg=sha-256", "") == .parameter)
        #expect(
            signed("protocol=\"application/pkcs7-signature\"", "protocol=\"application/pgp-signature\"") == .parameter)
        #expect(signed("; boundary=\"b1\"", "") == .boundary)
        #expect(signed("application/pkcs7-signature; name", "application/cloudevents+json; name") == .structure)
        #expect(signed("Content-Type: application/cloudevents+json", "Content-Type: text/html") == .mediaType)
        let third = "AAEC\n--b1\nContent-Type: text/plain\n\nx"
        #expect(signed("AAEC", third) == .structure)
        #expect(signed("application/cloudevents+json", "application/pkcs7-signature") == .structure)
    }

    @Test func multipart_MayNotBeEncoded() {
        for encoding in ["base64", "quoted-printable"] {
            #expect(refusal("Content-Transfer-Encoding: \(encoding)\n" + signedText) == .transferEncoding)
        }
        for encoding in ["7bit", "8bit", "binary"] {
            #expect(refusal("Content-Transfer-Encoding: \(encoding)\n" + signedText) == nil)
        }
    }

    @Test func report_IsATextAndItsFields() {
        let report = """
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            hello
            --b
            Content-Type: message/disposition-notification

            Disposition: x
            --b--

            """
        #expect(refusal(report) == nil)
        #expect(refusal(report.replacing("disposition-notification;", with: "delivery-status;")) == .parameter)
        #expect(refusal(report.replacing("report-type=disposition-notification; ", with: "")) == .parameter)
        #expect(refusal(report.replacing("message/disposition-notification", with: "text/plain")) == .structure)
        #expect(
            refusal(report.replacing("text/plain; charset=utf-8", with: "application/cloudevents+json")) == .structure)
    }

    @Test(arguments: ["enveloped-data", "authEnveloped-data", "signed-data", "signed-receipt"])
    func cmsEntity_IsOfAKindThatAGatewayOpens(kind: String) {
        #expect(refusal("Content-Type: application/pkcs7-mime; smime-type=\(kind)\n\nx") == nil)
    }
}
