import Envelope
import Testing

@Suite struct PrivateKeyFileTests {
    private static let algorithms: [KeyAlgorithm] = [.p256, .p384, .rsa(bits: 3072), .rsa(bits: 4096)]

    private func passphrase(_ text: String = Holder.passphrase) -> Passphrase { Passphrase([UInt8](text.utf8)) }

    @Test(arguments: algorithms)
    func `openssl reads what we store, and we read it back`(algorithm: KeyAlgorithm) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let key = try PrivateKey.generate(algorithm)
        let pem = try key.encryptedPEM(passphrase: passphrase())
        try tool.write("key.pem", pem)
        let written = try tool.run(
            "pkey", "-in", "key.pem", "-passin", "pass:\(Holder.passphrase)", "-pubout", "-outform", "DER")
        #expect(written.status == 0, "\(written.errors)")
        #expect(written.output == key.publicKey.encoded)
        let parsed = try tool.run("asn1parse", "-in", "key.pem").text
        for part in ["PBES2", "PBKDF2", "0927C0", "hmacWithSHA256", "aes-256-cbc"] { #expect(parsed.contains(part)) }
        let loaded = try PrivateKey(pem: [UInt8](pem.utf8), passphrase: passphrase())
        #expect(loaded.publicKey == key.publicKey)
        let digest = try Digest(.sha256, of: [1, 2, 3])
        #expect(try key.publicKey.verify(try loaded.sign(digest), of: digest))
    }

    @Test func `reads what openssl stores`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.run(
            "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes-256-cbc", "-pass",
            "pass:\(Holder.passphrase)", "-out", "key.pem")
        let key = try PrivateKey(pem: try tool.read("key.pem"), passphrase: passphrase())
        #expect(key.publicKey.algorithm == .p256)
    }

    @Test func `refuses a wrong passphrase`() throws {
        let pem = try PrivateKey.generate().encryptedPEM(passphrase: passphrase())
        #expect(throws: KeyError.wrongPassphrase) {
            try PrivateKey(pem: [UInt8](pem.utf8), passphrase: passphrase("anders"))
        }
    }

    @Test(
        arguments: [
            (["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], KeyError.unencrypted),
            (
                ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-aes-256-cbc"],
                .rsaLength(bits: 2048)
            ),
            (
                [
                    "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt",
                    "ec_param_enc:explicit", "-aes-256-cbc",
                ], .explicitCurveParameters
            ),
            (
                ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1", "-aes-256-cbc"],
                .unsupportedCurve("1.3.132.0.10")
            ),
            (["genpkey", "-algorithm", "ED25519", "-aes-256-cbc"], .unsupportedAlgorithm(kind: "1.3.101.112")),
            (
                ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes-128-cbc"],
                .unsupportedEncryption
            ),
        ] as [([String], KeyError)])
    func `refuses weak and foreign keys with the reason`(arguments: [String], expected: KeyError) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let isEncrypted = arguments.contains { $0.hasPrefix("-aes") }
        let outcome = try tool.run(
            program: "/usr/bin/openssl",
            arguments + (isEncrypted ? ["-pass", "pass:\(Holder.passphrase)"] : []) + ["-out", "key.pem"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(throws: expected) { try PrivateKey(pem: try tool.read("key.pem"), passphrase: passphrase()) }
    }

    @Test func `a key under OpenSSL's older encryption is not called unencrypted`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "plain.pem")
        let outcome = try tool.run(
            "ec", "-in", "plain.pem", "-aes256", "-passout", "pass:\(Holder.passphrase)", "-out", "key.pem")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(throws: KeyError.unsupportedEncryption) {
            try PrivateKey(pem: try tool.read("key.pem"), passphrase: passphrase())
        }
        #expect(throws: KeyError.unencrypted) {
            try PrivateKey(pem: try tool.read("plain.pem"), passphrase: passphrase())
        }
    }

    @Test func `refuses to make weak RSA keys`() {
        #expect(throws: KeyError.rsaLength(bits: 2048)) { try PrivateKey.generate(.rsa(bits: 2048)) }
    }
}
