import Envelope
import Testing

/// Revocation lists and chains, with stock OpenSSL as the judge.
@Suite struct RevocationListTests {
    private static let oin = "00000099000000001000"
    private static let now = Region.now
    private static let end = Region.now.adding(seconds: 86_400 * 365)

    private let root: CertificateAuthority
    private let issuing: CertificateAuthority
    private let leaf: Certificate

    init() throws {
        let long = try Validity(from: Self.now.adding(seconds: -60), until: Self.end)
        func name(_ text: String) throws -> CertificateName {
            try CertificateName(commonName: text, organization: "Proefregio", organizationNumber: nil)
        }
        root = try CertificateAuthority.root(
            subject: try name("Wortel"), key: try PrivateKey.generate(.p384), validity: long)
        issuing = try root.subordinate(try name("Uitgever"), key: try PrivateKey.generate(), validity: long)
        leaf = try issuing.issue(
            to: try CertificateName(commonName: "A", organization: "B", organizationNumber: Self.oin),
            key: try PrivateKey.generate().publicKey, use: .signing, email: "a@b.example", validity: long)
    }

    private func list(_ revoked: Bool, number: Int = 1, days: Int64 = 30) throws -> RevocationList {
        try issuing.revocationList(
            revoked ? [leaf.serialNumber: Self.now] : [:], number: number, at: Self.now,
            nextUpdate: Self.now.adding(seconds: days * 86_400))
    }

    private func problem(
        _ chain: CertificateChain, requiresLists: Bool = false, at time: UTCTime = now
    ) throws -> CertificateChain.Problem {
        try #require(throws: CertificateChain.Problem.self) {
            _ = try chain.check(leaf, requiresLists: requiresLists, at: time)
        }
    }

    @Test(arguments: [false, true]) func `openssl reads our list and finds what it took back`(isRevoked: Bool) throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let roots = try root.revocationList([:], number: 1, at: Self.now, nextUpdate: Self.end)
        try tool.write("root.pem", root.certificate.pem)
        try tool.write("issuing.pem", issuing.certificate.pem)
        try tool.write("leaf.pem", leaf.pem)
        try tool.write("lists.pem", try list(isRevoked).pem + roots.pem)
        let verified = try tool.run(
            "verify", "-x509_strict", "-crl_check_all", "-attime", "\(Self.now.secondsSinceEpoch + 5)", "-CAfile",
            "root.pem", "-untrusted", "issuing.pem", "-CRLfile", "lists.pem", "leaf.pem")
        #expect((verified.status == 0) == !isRevoked, "\(verified.errors)")
        #expect(!isRevoked || verified.errors.contains("certificate revoked"))
        let text = try tool.run("crl", "-in", "lists.pem", "-noout", "-text").text
        #expect(text.contains("X509v3 CRL Number"))
    }

    @Test func `we read what openssl writes`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        try tool.write(
            "ca.cnf",
            "[ca]\ndefault_ca=d\n[d]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=e\n"
                + "[e]\nauthorityKeyIdentifier=keyid\n")
        try tool.write("index", "")
        try tool.write("number", "0A\n")
        #expect(
            try tool.run(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k.pem",
                "-out", "c.pem", "-subj", "/CN=X", "-addext", "keyUsage=critical,keyCertSign,cRLSign"
            ).status == 0)
        #expect(
            try tool.run("ca", "-config", "ca.cnf", "-revoke", "c.pem", "-keyfile", "k.pem", "-cert", "c.pem").status
                == 0)
        let made = try tool.run(
            "ca", "-config", "ca.cnf", "-gencrl", "-crldays", "7", "-keyfile", "k.pem", "-cert", "c.pem", "-out",
            "l.pem")
        #expect(made.status == 0, "\(made.errors)")
        let authority = try Certificate(file: try tool.read("c.pem"))
        let list = try RevocationList(file: try tool.read("l.pem"))
        #expect(list.number == 10)
        #expect(try list.isIssued(by: authority))
        #expect(list.revocation(of: authority) != nil)
        #expect(list.revocation(of: leaf) == nil)
    }

    @Test func `a certificate chains to what is listed`() throws {
        let both = CertificateChain(authorities: [root.certificate, issuing.certificate], lists: [try list(false)])
        #expect(try both.check(leaf, at: Self.now) == [issuing.certificate, root.certificate])
        let one = CertificateChain(authorities: [issuing.certificate])
        #expect(try one.check(leaf, at: Self.now) == [issuing.certificate])
        #expect(try problem(CertificateChain(authorities: [root.certificate])) == .unknownIssuer("Uitgever"))
        #expect(try problem(one, at: Self.end.adding(seconds: 1)) == .authorityExpired("Uitgever"))
    }

    @Test func `what was taken back, or what nobody can tell, is refused`() throws {
        let authorities = [issuing.certificate]
        #expect(
            try problem(CertificateChain(authorities: authorities, lists: [try list(true)])) == .revoked(Self.now))
        #expect(
            try problem(CertificateChain(authorities: authorities), requiresLists: true) == .listMissing("Uitgever"))
        let overdue = CertificateChain(authorities: authorities, lists: [try list(false, days: 1)])
        #expect(
            try problem(overdue, requiresLists: true, at: Self.now.adding(seconds: 90_000))
                == .listOverdue(Self.now.adding(seconds: 86_400)))
        // A list of another authority with the same name is no list of this one.
        let forger = try CertificateAuthority.root(
            subject: issuing.certificate.subject, key: try PrivateKey.generate(),
            validity: issuing.certificate.validity)
        let forged = try forger.revocationList(
            [leaf.serialNumber: Self.now], number: 9, at: Self.now, nextUpdate: Self.end)
        #expect(try CertificateChain(authorities: authorities, lists: [forged]).check(leaf, at: Self.now).count == 1)
    }

    @Test func `a changed or cut list is refused`() throws {
        let good = try list(true)
        #expect(try good.isIssued(by: issuing.certificate))
        var changed = good.encoded
        changed[changed.count - 1] ^= 1
        #expect((try? RevocationList(file: changed).isIssued(by: issuing.certificate)) != true)
        for count in stride(from: 0, to: good.encoded.count, by: 7) {
            #expect(throws: CertificateError.self) { try RevocationList(file: Array(good.encoded.prefix(count))) }
        }
    }

    @Test func `the old authority vouches for the new one`() throws {
        let tool = try OpenSSLTool()
        defer { tool.remove() }
        let name = try CertificateName(commonName: "Nieuwe wortel", organization: "Proefregio", organizationNumber: nil)
        let next = try CertificateAuthority.root(
            subject: name, key: try PrivateKey.generate(), validity: root.certificate.validity)
        let cross = try root.crossSign(next.certificate)
        let issued = try next.issue(
            to: leaf.subject, key: leaf.publicKey, use: .signing, validity: leaf.validity)
        try tool.write("old.pem", root.certificate.pem)
        try tool.write("cross.pem", cross.pem)
        try tool.write("leaf.pem", issued.pem)
        let verified = try tool.run(
            "verify", "-attime", "\(Self.now.secondsSinceEpoch + 5)", "-CAfile", "old.pem", "-untrusted", "cross.pem",
            "leaf.pem")
        #expect(verified.status == 0, "\(verified.errors)")
        let chain = CertificateChain(authorities: [cross, root.certificate])
        #expect(try chain.check(issued, at: Self.now) == [cross, root.certificate])
        #expect(throws: CertificateError.notIssued) { try root.crossSign(leaf) }
    }
}
