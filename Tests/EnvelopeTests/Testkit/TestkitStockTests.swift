import Foundation
import Testing

@testable import Envelope

/// The accepted vectors, judged by the stock `openssl cms`: the generator and OpenSSL agree on what the standards say.
@Suite("The envelope testkit and stock openssl")
struct TestkitStockTests {
    /// What OpenSSL 3.0 can't read, and why; the README of the testkit says it too.
    private static let unreadable = [
        "gcm-authenticated-attributes": "OpenSSL before the repair of issue 26101 reads authAttrs under another tag",
        "gcm-signature-binary": "OpenSSL reads a signature part in base64 only",
        "gcm-json-with-line-feed": "OpenSSL turns a bare LF into CRLF before it verifies",
    ]

    @Test("Stock openssl opens and verifies it", arguments: try TestkitVector.accepted())
    func opensAndVerifies(_ vector: TestkitVector) throws {
        if let reason = Self.unreadable[vector.name] {
            print("\(vector.name): not read by openssl: \(reason)")
            return
        }
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write("envelope.der", vector.body)
        try tool.write("authority.pem", try TestkitWorld.file("regio.cert.pem"))
        let key = try #require(vector.all(.recipientKey).last?.split(separator: " ").first)
        try tool.write("key.pem", try TestkitWorld.file("\(key).key.pem"))
        try tool.write("recipient.pem", try TestkitWorld.file("\(key).cert.pem"))
        let signer = try #require(vector.all(.signer).last?.split(separator: " ").first)
        try tool.write("signer.pem", try TestkitWorld.file("\(signer).cert.pem"))

        let opened = try tool.run(
            "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "envelope.der", "-inkey", "key.pem", "-recip",
            "recipient.pem", "-out", "opened.eml")
        #expect(opened.status == 0, "\(opened.errors)")
        let verified = try tool.run(
            "cms", "-verify", "-in", "opened.eml", "-certfile", "signer.pem", "-CAfile", "authority.pem", "-out",
            "signed.eml")
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(try Digest(.sha256, of: try tool.read("signed.eml")).hexadecimal == vector[.entityHash])
    }

    @Test("What openssl can't read is still in the testkit, and accepted")
    func knowsItsExceptions() throws {
        let accepted = Set(try TestkitVector.accepted().map(\.name))
        #expect(accepted.isSuperset(of: Self.unreadable.keys))
    }
}
