import Envelope
import Testing

@Suite struct CertificateTests {
    private static let oin = "00000099000000001000"

    @Test(arguments: [KeyAlgorithm.p256, .p384, .rsa(bits: 3072)], [CertificateUse.signing, .encryption])
    func `openssl verifies what the authority issues`(algorithm: KeyAlgorithm, use: CertificateUse) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let region = try Region.shared.get()
        let holder = try region.holder("Contactpersoon A", oin: Self.oin, use, algorithm)
        try tool.write("ca.pem", region.authority.certificate.pem)
        try tool.write("leaf.pem", holder.certificate.pem)
        // OpenSSL knows no purpose for key agreement: its smimeencrypt asks keyEncipherment of EC keys too.
        let purpose = use == .signing ? "smimesign" : algorithm.isElliptic ? "any" : "smimeencrypt"
        let verified = try tool.run(
            "verify", "-x509_strict", "-purpose", purpose, "-attime", "\(Region.now.secondsSinceEpoch)", "-CAfile",
            "ca.pem", "leaf.pem")
        #expect(verified.status == 0, "\(verified.errors)")
        let text = try tool.run("x509", "-in", "leaf.pem", "-noout", "-text", "-fingerprint", "-sha256").text
        #expect(text.contains(holder.certificate.fingerprint.description))
        // OpenSSL 3.0 writes spaces around the sign, 3.5 does not.
        #expect(text.replacing(" = ", with: "=").contains("serialNumber=\(Self.oin)"))
        #expect(text.contains("email:test@voorbeeld.example"))
        #expect(text.contains("Digital Signature") == (use == .signing))
        #expect(text.contains(algorithm.isElliptic ? "Key Agreement" : "Key Encipherment") == (use == .encryption))
    }

    @Test func `openssl accepts a server certificate for its hosts and no others`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let region = try Region.shared.get()
        let subject = try CertificateName(commonName: "Node A", organization: "A", organizationNumber: Self.oin)
        let hosts = ["localhost", "127.0.0.1", "::1", "2001:db8::12"]
        let issued = try region.authority.issueServer(
            to: subject, key: try PrivateKey.generate().publicKey, hosts: hosts,
            validity: try Validity(from: Region.now, until: Region.now.adding(seconds: 86_400)))
        #expect(issued.hosts == ["localhost", "127.0.0.1", "::1", "2001:db8:0:0:0:0:0:12"])
        try tool.write("ca.pem", region.authority.certificate.pem)
        try tool.write("leaf.pem", issued.pem)
        func verify(_ check: String...) throws -> Int32 {
            try tool.run(
                program: "/usr/bin/openssl",
                ["verify", "-x509_strict", "-purpose", "sslserver", "-attime", "\(Region.now.secondsSinceEpoch)"]
                    + ["-CAfile", "ca.pem"] + check + ["leaf.pem"]
            ).status
        }
        #expect(try verify("-verify_hostname", "localhost") == 0)
        for address in hosts.dropFirst() { #expect(try verify("-verify_ip", address) == 0) }
        #expect(try verify("-verify_hostname", "elders.example") != 0)
        #expect(try verify("-verify_ip", "127.0.0.2") != 0)
    }

    @Test(arguments: ["", "a b", "-a.example", "a..example", "1.2.3.256", "::1::", "1:2:3", "*.example"])
    func `what is no host gets no server certificate`(host: String) throws {
        let region = try Region.shared.get()
        let subject = try CertificateName(commonName: "Node A", organization: "A", organizationNumber: Self.oin)
        let key = try PrivateKey.generate().publicKey
        let validity = try Validity(from: Region.now, until: Region.now.adding(seconds: 86_400))
        #expect(throws: CertificateError.self) {
            _ = try region.authority.issueServer(to: subject, key: key, hosts: [host], validity: validity)
        }
    }

    @Test func `tells signing and encryption apart`() throws {
        let region = try Region.shared.get()
        let signing = try region.holder("A", oin: Self.oin, .signing).certificate
        let encryption = try region.holder("A", oin: Self.oin, .encryption).certificate
        let both = try region.holder("A", oin: Self.oin, .signingAndEncryption).certificate
        #expect(signing.permits(.signing) && !signing.permits(.encryption) && !signing.permits(.authority))
        #expect(encryption.permits(.encryption) && !encryption.permits(.signing))
        #expect(both.isDualUse && !signing.isDualUse && !encryption.isDualUse)
        #expect(signing.isExample && signing.subject.organizationNumber == Self.oin)
    }

    @Test func `a stranger's name can't disturb a terminal`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let name = "\u{1B}[31mrood\u{202E}om"
        let made = try tool.run(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem",
            "-utf8", "-subj", "/CN=\(name)/O=Jansen & Zn.", "-out", "certificate.pem")
        try #require(made.status == 0, "\(made.errors)")
        let certificate = try Certificate(file: try tool.read("certificate.pem"))
        #expect(certificate.subject.commonName == "?[31mrood?om")
        #expect(certificate.subject.organization == "Jansen & Zn.")
    }

    @Test func `a compressed point is told from a wrong one`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "key.pem")
        let made = try tool.run(
            "ec", "-in", "key.pem", "-conv_form", "compressed", "-pubout", "-outform", "DER", "-out", "public")
        try #require(made.status == 0, "\(made.errors)")
        #expect(throws: KeyError.compressedPoint) { try PublicKey(encoded: try tool.read("public")) }
    }

    @Test func `knows its issuer by the signature`() throws {
        let region = try Region.shared.get()
        let certificate = try region.holder("A", oin: Self.oin, .signing).certificate
        #expect(try certificate.isIssued(by: region.authority.certificate))
        #expect(try !certificate.isIssued(by: region.otherAuthority.certificate))
        #expect(try !certificate.isIssued(by: certificate))
        #expect(try region.authority.certificate.isIssued(by: region.authority.certificate))
    }

    @Test func `openssl and we read each other's requests`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let key = try PrivateKey.generate()
        let subject = try CertificateName(commonName: "B", organization: "Test", organizationNumber: Self.oin)
        let request = try CertificateRequest(subject: subject, key: key, use: .signing, email: "b@voorbeeld.example")
        try tool.write("request.pem", request.pem)
        let checked = try tool.run("req", "-in", "request.pem", "-noout", "-verify", "-text")
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(checked.text.contains("Digital Signature") && checked.text.contains("email:b@voorbeeld.example"))
        try tool.run(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-nodes", "-keyout", "k.pem",
            "-subj", "/O=Ander/CN=C", "-out", "other.pem")
        let other = try CertificateRequest(file: try tool.read("other.pem"))
        #expect(other.subject.commonName == "C" && other.publicKey.algorithm == .p384)
        #expect(try CertificateRequest(file: [UInt8](request.pem.utf8)).keyUsage == .digitalSignature)
    }

    @Test func `refuses a request that another key signed`() throws {
        let subject = try CertificateName(commonName: "B", organization: "Test", organizationNumber: nil)
        var encoded = try CertificateRequest(subject: subject, key: try PrivateKey.generate(), use: .signing).encoded
        encoded[encoded.count - 1] ^= 1
        #expect(throws: CertificateError.requestSignature) { try CertificateRequest(file: encoded) }
    }

    @Test(
        arguments: [
            (["-newkey", "rsa:3072", "-sha1"], CertificateError.sha1Signature),
            (["-newkey", "rsa:2048", "-sha256"], .key(.rsaLength(bits: 2048))),
            (
                ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"],
                .key(.explicitCurveParameters)
            ),
            (["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"], .key(.unsupportedCurve("1.3.132.0.35"))),
            (["-newkey", "ed25519"], .unsupportedSignature("1.3.101.112")),
            (
                ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-addext", "1.2.3.4=critical,DER:0500"],
                .unknownCriticalExtension("1.2.3.4")
            ),
        ] as [([String], CertificateError)])
    func `refuses certificates with the reason`(arguments: [String], expected: CertificateError) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let made = try tool.run(
            program: "/usr/bin/openssl",
            ["req", "-x509", "-nodes", "-keyout", "k.pem", "-subj", "/CN=x", "-out", "c.pem"] + arguments)
        #expect(made.status == 0, "\(made.errors)")
        #expect(throws: expected) { try Certificate(file: try tool.read("c.pem")) }
    }

    @Test func `refuses cut and changed certificates without a trap`() throws {
        let encoded = try Region.shared.get().authority.certificate.encoded
        for count in 0..<encoded.count {
            #expect(throws: CertificateError.self) { try Certificate(encoded: Array(encoded.prefix(count))) }
        }
        for index in encoded.indices {
            var changed = encoded
            changed[index] ^= 0x80
            _ = try? Certificate(encoded: changed)
        }
    }

    @Test func `refuses names that are no names`() {
        #expect(throws: CertificateError.name(field: "common name")) {
            try CertificateName(commonName: "", organization: "T", organizationNumber: nil)
        }
        #expect(throws: CertificateError.name(field: "OIN")) {
            try CertificateName(commonName: "A", organization: "T", organizationNumber: "123")
        }
    }
}
