import Testing

@testable import Envelope

/// We open what stock `openssl cms` signs and seals.
struct OpenerInteropTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let suite: Suite
        let signer: KeyAlgorithm
        let recipient: KeyAlgorithm
        var testDescription: String { "\(suite) \(signer) → \(recipient)" }
    }

    static let cases: [Case] = [Suite.gcm, .cbc].flatMap { suite in
        [
            Case(suite: suite, signer: .p256, recipient: .p256),
            Case(suite: suite, signer: .p384, recipient: .p384),
            Case(suite: suite, signer: .rsa(bits: 3072), recipient: .rsa(bits: 3072)),
        ]
    }

    @Test(arguments: cases)
    func `opens what openssl seals`(example: Case) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let exchange = try Exchange(example.suite, signer: example.signer, contacts: [example.recipient])
        let message = try exchange.message()
        try tool.write("entity", SignedEntityFrame.entityHeader + message)
        try tool.write("signer.pem", exchange.signer.certificate.pem)
        try tool.write("signer.key", try exchange.signer.encryptedPEM())
        try tool.write("recipient.pem", exchange.contacts[0].certificate.pem)
        let signed = try tool.run(
            "cms", "-sign", "-binary", "-cades", "-nosmimecap", "-md", "sha256", "-in", "entity",
            "-signer", "signer.pem", "-inkey", "signer.key", "-passin", "pass:\(Holder.passphrase)", "-outform",
            "DER", "-out", "signature.der")
        #expect(signed.status == 0, "\(signed.errors)")
        // The S/MIME form that openssl writes has base64 lines without CR, which strict MIME refuses.
        let frame = SignedEntityFrame(
            boundary: try Digest(.sha256, of: message), micalg: .sha256, signedData: try tool.read("signature.der"))
        try tool.write("signed.eml", frame.opening + message + frame.closing)
        let options =
            example.recipient.isElliptic
            ? ["-keyopt", "ecdh_kdf_md:\(example.recipient == .p384 ? "sha384" : "sha256")"]
            : ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256"]
        let sealed = try tool.run(
            program: "/usr/bin/openssl",
            [
                "cms", "-encrypt", "-binary", "-aes-256-\(example.suite.rawValue)", "-in", "signed.eml", "-outform",
                "DER", "-out", "sealed.der", "-recip", "recipient.pem",
            ] + options)
        #expect(sealed.status == 0, "\(sealed.errors)")
        // OpenSSL signs with the time of its clock, so that is the moment of opening too.
        let now = UTCTime(secondsSinceEpoch: Int64(try OpenerInteropTests.clock(tool)))
        let opener = try exchange.opener()
        let opened = try opener.openSigned(try tool.read("sealed.der"), from: exchange.partner, at: now)
        #expect(try opened.content() == message)
        #expect(opened.signature.signer.certificate == exchange.signer.certificate)
    }

    private static func clock(_ tool: OpenSSLTool) throws -> Int {
        let text = try tool.run(program: "/bin/date", ["+%s"]).text
        return try #require(Int(text.filter(\.isNumber)))
    }
}
