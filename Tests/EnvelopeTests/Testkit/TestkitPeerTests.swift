import Foundation
import Testing

@testable import Envelope

/// The testkit and the programs in Python: its generator, and the independent reader `cms_open.py`.
@Suite("The envelope testkit and the peers", .enabled(if: Peers.areDue, Peers.reason))
struct TestkitPeerTests {
    @Test("The generator writes the vectors that are here")
    func isReproducible() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let generator = TestkitVector.folder.appending(path: "generate").path
        let checked = try tool.run(program: Peers.python.path, ["-B", generator, "--check"])
        #expect(checked.status == 0, "\(checked.text)\(checked.errors)")
    }

    /// OpenSSL 3.0 can't judge the authenticated attributes; this reader can.
    @Test(
        "The independent reader opens it",
        arguments: [
            "gcm-2-recipients", "gcm-2-recipients-one-agreement", "gcm-authenticated-attributes", "gcm-p384",
            "gcm-recipient-key-id", "gcm-rsa-oaep", "gcm-ukm", "cbc-ec", "cbc-rsa-oaep-sha1", "cbc-like-pyas2lib",
            "cbc-like-mail-client",
        ])
    func isOpened(_ name: String) throws {
        let vector = try TestkitVector(named: name)
        #expect(vector.isAccepted)
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write("envelope.der", vector.body)
        let key = try #require(vector.all(.recipientKey).last?.split(separator: " ").first)
        let files = TestkitVector.folder.appending(path: "keys/\(key)").path
        let opened = try Peers.run(tool, "cms_open.py", ["\(files).key.pem", "\(files).cert.pem", "envelope.der"])
        #expect(opened.status == 0, "\(opened.errors)")
        let root = try MIMEReader.read(opened.output.span, .mail)
        let entity = try #require(root.parts.first)
        #expect(try Digest(.sha256, of: Array(opened.output[entity.range])).hexadecimal == vector[.entityHash])
    }
}
