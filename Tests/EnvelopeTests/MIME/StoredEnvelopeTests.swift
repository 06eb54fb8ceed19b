import Testing

@testable import Envelope

/// The forms in which stock openssl writes one envelope all come down to the same bytes.
struct StoredEnvelopeTests {
    private func stored(_ envelope: [UInt8], as form: String) throws -> [UInt8] {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write("envelope.p7m", envelope)
        let outcome = try tool.run(
            "cms", "-cmsout", "-inform", "DER", "-in", "envelope.p7m", "-outform", form, "-out", "stored")
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try tool.read("stored")
    }

    @Test func pemOfOpenSSL_BecomesDER() throws {
        let sealed = try Exchange().seal(try Exchange().message())
        let file = try stored(sealed.envelope, as: "PEM")
        #expect(file.starts(with: Array("-----BEGIN CMS-----".utf8)))
        #expect(StoredEnvelope.exchanged(file) == sealed.envelope)
    }

    @Test func mimeOfOpenSSL_IsReadAfterItsLineEndsAreMended() throws {
        let sealed = try Exchange().seal(try Exchange().message())
        let file = try stored(sealed.envelope, as: "SMIME")
        #expect(throws: MIMEError.self) { try MIMEReader.read(file.span, .mail) }
        let text = StoredEnvelope.exchanged(file)
        let entity = try MIMEReader.read(text.span, .mail)
        #expect(entity.contentType.mediaType == .pkcs7)
        #expect(try entity.content(in: text.span) == sealed.envelope)
    }

    @Test func pemWithCRLF_IsReadToo() throws {
        let sealed = try Exchange().seal(try Exchange().message())
        let file = try stored(sealed.envelope, as: "PEM").flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        #expect(StoredEnvelope.exchanged(file) == sealed.envelope)
    }

    @Test func otherBytes_StayAsTheyAre() throws {
        let envelope = try Exchange().seal(try Exchange().message()).envelope
        let mixed = wire("Content-Type: application/pkcs7-mime\n\n") + [0x0A]
        for bytes in [[], [0x30], [0x30, 0x0A], envelope, mixed] { #expect(StoredEnvelope.exchanged(bytes) == bytes) }
    }

    @Test(arguments: [
        "-----BEGIN CMS-----\n!!!!\n-----END CMS-----\n", "-----BEGIN CMS-----\nMAA=\n-----END PKCS7-----\n",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "-----BEGIN CMS-----\nMAA=\n",
        "-----BEGIN CMS-----\nMAA=\n-----END CMS-----\nMAA=\n", "-----BEGIN CMS-----",
    ])
    func otherPEM_IsNoEnvelope(text: String) {
        #expect(throws: InspectionError.self) {
            try EnvelopeInspection(of: StoredEnvelope.exchanged([UInt8](text.utf8)))
        }
        #expect(StoredEnvelope.exchanged([UInt8](text.utf8)) == wire(text))
    }
}
