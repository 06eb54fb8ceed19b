import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

/// The region's own keys and authorities change, by the commands of its administrators.
@Suite("Commands: the region's keys and authorities, end to end", .serialized)
struct RegionKeysWalkTests {
    private typealias Walk = RegionWalk

    /// A second administrator's pair, `{opvolger}.key.pem` and `.cert.pem`, certified by the example region's authority.
    private func successor(_ walk: RegionWalk) async throws {
        try await walk.done(
            "keys", "generate", "--use", "signing", "--name", "P. Opvolger", "--organisation", "Voorbeeldregio",
            "--oin",
            "00000099000000006000", "--out",
            "{opvolger.key.pem}", "--request", "{opvolger.csr.pem}", "--passphrase-file", "{passphrase}")
        try await walk.done(
            "keys", "issue", "--request", "{opvolger.csr.pem}", "--authority", "\(Walk.authority)/authority.cert.pem",
            "--authority-key", "\(Walk.authority)/authority.key.pem", "--passphrase-file", "{passphrase}", "--out",
            "{opvolger.cert.pem}")
    }

    @Test("the old signing key says which the new one is; who was off for the whole overlap is told what to do")
    func administrator() async throws {
        let walk = try await RegionWalk()
        try await successor(walk)
        await walk.stop("transferpunt")
        try await walk.draft()
        try await walk.done(
            "directory", "set", "{draft.json}", "--administrator", "\(Walk.authority)/administrator.cert.pem",
            "--administrator", "{opvolger.cert.pem}")
        let others = ["zorgaanbieder", "regiobeheerder"]
        try await walk.reached(try await walk.publish(), by: others)
        try await walk.done("directory", "set", "{draft.json}", "--administrator", "{opvolger.cert.pem}")
        try await walk.reached(try await walk.publish(key: "{opvolger}"), by: others)

        try await walk.start("transferpunt")
        await walk.refused("directory", "fetch", "--node", "{transferpunt}", saying: "directory trust --force")
        #expect(try walk.node("transferpunt").directorySequence == 1)
        try await walk.done(
            "directory", "trust", "--region", "Voorbeeldregio", "--pin", "{opvolger.cert.pem}", "--freshness",
            "\(Walk.authority)/freshness.cert.pem", "--out", "{transferpunt/directory-trust.json}", "--force")
        await walk.stop("transferpunt")
        try await walk.start("transferpunt")
        try await walk.reached(3)
        try await walk.send(as: Walk.postma)
        await walk.stop()
    }

    @Test("a node whose trust file asks for two signatures adopts what one signed only when the other cosigned it")
    func twoAdministrators() async throws {
        let walk = try await RegionWalk()
        try await successor(walk)
        await walk.stop("zorgaanbieder")
        try await walk.done(
            "directory", "trust", "--region", "Voorbeeldregio", "--pin", "\(Walk.authority)/administrator.cert.pem",
            "--pin", "{opvolger.cert.pem}", "--signatures", "2", "--freshness",
            "\(Walk.authority)/freshness.cert.pem", "--out", "{zorgaanbieder/directory-trust.json}", "--force")
        try await walk.draft()
        try await walk.done(
            "directory", "set", "{draft.json}", "--freshness-key", "\(Walk.authority)/freshness.cert.pem")
        let number = try await walk.publish()
        await walk.refused(
            "directory", "publish", "{edition-\(number).p7m}", "--freshness", "{actueel.p7m}", "--node",
            "{zorgaanbieder}", saying: "directory-signature")
        try await walk.done(
            "directory", "cosign", "{edition-\(number).p7m}", "--after", "{edition-1.p7m}", "--key",
            "{opvolger.key.pem}", "--cert", "{opvolger.cert.pem}", "--passphrase-file", "{passphrase}", "--out",
            "{mede.p7m}")
        try await walk.done(
            "directory", "publish", "{mede.p7m}", "--freshness", "{actueel.p7m}", "--node", "{zorgaanbieder}")
        let status = try await walk.done("directory", "status", "--node", "{zorgaanbieder}")
        #expect(status.printed.contains("edition    \(number):"))
        await walk.stop()
    }

    @Test("certificates of another authority are handed in: chain, list, use, party and mail address are checked")
    func outside() async throws {
        let walk = try await RegionWalk()
        try await authorities(walk)
        let said = try await walk.done(
            "keys", "rotate", "--contactpersoon", Walk.postma, "--use", "signing", "--node", "{zorgaanbieder}")
        try await walk.arrivals("sleutelaanvraag", at: "regiobeheerder", count: 1)
        let key = try #require(
            try FileManager.default.contentsOfDirectory(atPath: walk.folder["zorgaanbieder/keys"])
                .first { $0.hasPrefix("m-postma-") && $0.hasSuffix("signing.key.pem") }.map { $0.dropLast(8) })
        let request = "zorgaanbieder/keys/\(key).csr.pem"
        try await spoiltOnes(walk, said.line, request)
        try await issue(walk, request, as: "goed")
        try await walk.done(
            "directory", "approve", said.line, "--compared", said.line, "--draft", "{draft.json}", "--certificate",
            "{goed.cert.pem}", "--node", "{regiobeheerder}")
        try await walk.reached(try await walk.publish())
        _ = try await walk.newPair("m-postma-", "signing", at: "zorgaanbieder")
        walk.advance(seconds: 86_400 + 60)
        try await walk.freshen()
        let message = try await walk.send(as: Walk.postma)
        #expect(
            try await walk.keys(of: message, at: "zorgaanbieder").signedWith
                == Certificate(file: try walk.folder.read("goed.cert.pem")).auditName)
        await walk.stop()
    }

    /// A root and an authority under it, both with lists, named in an edition beside the example region's.
    private func authorities(_ walk: RegionWalk) async throws {
        let pass = ["--passphrase-file", "{passphrase}"]
        for (name, more) in [
            ("wortel", []), ("uitgever", ["--issuer", "{wortel.cert.pem}", "--issuer-key", "{wortel.key.pem}"]),
            ("vreemd", []),
        ] as [(String, [String])] {
            let said = await walk.run(
                ["keys", "authority", "--out", "{\(name).key.pem}", "--certificate", "{\(name).cert.pem}", "--name"]
                    + ["Proef \(name)", "--organisation", "Proef"] + more + pass
                    + (more.isEmpty ? [] : ["--issuer-passphrase-file", "{passphrase}"]))
            try #require(said.status == .success, "\(said.all)")
        }
        let example = "\(Walk.authority)/authority"
        for (name, pair) in [("wortel", "{wortel"), ("uitgever", "{uitgever"), ("voorbeeld", example)] {
            let end = pair.hasPrefix("{") ? "}" : ""
            let said = await walk.run(
                ["keys", "revocations", "--authority", "\(pair).cert.pem\(end)", "--authority-key"]
                    + ["\(pair).key.pem\(end)", "--out", "{\(name).crl}"] + pass)
            try #require(said.status == .success, "\(said.all)")
        }
        try await walk.draft()
        try await walk.done(
            "directory", "set", "{draft.json}", "--authority", "{wortel.cert.pem}", "--authority",
            "{uitgever.cert.pem}",
            "--authority", "\(example).cert.pem", "--revocation-list", "{wortel.crl}", "--revocation-list",
            "{uitgever.crl}", "--revocation-list", "{voorbeeld.crl}")
        try await walk.reached(try await walk.publish())
    }

    private func issue(_ walk: RegionWalk, _ request: String, as name: String, by authority: String = "uitgever")
        async throws
    {
        try await walk.done(
            "keys", "issue", "--request", "{\(request)}", "--authority", "{\(authority).cert.pem}", "--authority-key",
            "{\(authority).key.pem}", "--passphrase-file", "{passphrase}", "--out", "{\(name).cert.pem}")
    }

    /// Each is wrong in one thing, and each is refused for that.
    private func spoiltOnes(_ walk: RegionWalk, _ fingerprint: String, _ request: String) async throws {
        let asked = try CertificateRequest(file: try walk.folder.read(request))
        let key = try PrivateKey(
            pem: try walk.folder.read("uitgever.key.pem"), passphrase: Passphrase(ExampleNodeFolder.passphrase))
        let authority = try CertificateAuthority(
            certificate: try Certificate(file: try walk.folder.read("uitgever.cert.pem")), key: key)
        func refuse(
            _ reason: String, oin: String = "00000099000000001000", use: CertificateUse = .signing,
            mail: String = Walk.postma, days: ClosedRange<Int64> = -1...30
        ) async throws {
            let now = SystemClock.now
            let subject = try CertificateName(
                commonName: "M. Postma", organization: "Stichting De Terp", organizationNumber: oin)
            let certificate = try authority.issue(
                to: subject, key: asked.publicKey, use: use, email: mail,
                validity: try Validity(
                    from: now.adding(seconds: days.lowerBound * 86_400),
                    until: now.adding(seconds: days.upperBound * 86_400)))
            try walk.folder.write("fout.cert.pem", Array(certificate.pem.utf8))
            await walk.refused(
                "directory", "approve", fingerprint, "--compared", fingerprint, "--draft", "{draft.json}",
                "--certificate",
                "{fout.cert.pem}", "--node", "{regiobeheerder}", saying: reason)
        }
        try await refuse("names organisation", oin: "00000099000000002000")
        try await refuse("is not for signing alone", use: .encryption)
        try await refuse("names another mail address", mail: Walk.bakker)
        try await refuse("and not now", days: -9 ... -1)
        try await issue(walk, request, as: "vreemde", by: "vreemd")
        await walk.refused(
            "directory", "approve", fingerprint, "--compared", fingerprint, "--draft", "{draft.json}", "--certificate",
            "{vreemde.cert.pem}", "--node", "{regiobeheerder}", saying: "does not count")
        await walk.refused(
            "directory", "approve", fingerprint, "--compared", fingerprint, "--draft", "{draft.json}", "--certificate",
            "{zorgaanbieder/keys/bakker.signing.cert.pem}", "--node", "{regiobeheerder}", saying: "is for another key")
        try await issue(walk, request, as: "terug")
        try await walk.done(
            "keys", "revocations", "{terug.cert.pem}", "--authority", "{uitgever.cert.pem}", "--authority-key",
            "{uitgever.key.pem}", "--previous", "{uitgever.crl}", "--passphrase-file", "{passphrase}", "--out",
            "{uitgever-2.crl}")
        try await walk.draft()
        try await walk.done(
            "directory", "set", "{draft.json}", "--revocation-list", "{wortel.crl}", "--revocation-list",
            "{uitgever-2.crl}", "--revocation-list", "{voorbeeld.crl}")
        try await walk.reached(try await walk.publish())
        await walk.refused(
            "directory", "approve", fingerprint, "--compared", fingerprint, "--draft", "{draft.json}", "--certificate",
            "{terug.cert.pem}", "--node", "{regiobeheerder}", saying: "does not count")
    }
}
