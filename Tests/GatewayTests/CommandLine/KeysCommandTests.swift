import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite struct KeysCommandTests {
    private let folder: WorkFolder

    init() throws { folder = try WorkFolder() }

    private func run(_ words: [String], secrets: [String] = []) -> (status: ExitCode, console: MemoryConsole) {
        let console = MemoryConsole(secrets: secrets)
        return (WeerThuisTool.run(["keys"] + words, on: console), console)
    }

    private func generate(_ more: [String], secrets: [String]) -> (status: ExitCode, console: MemoryConsole) {
        run(
            ["generate", "--out", folder["key.pem"], "--request", folder["request.pem"], "--use", "signing"]
                + ["--name", "J. Jansen", "--organisation", "De Terp", "--oin", "00000099000000001000"]
                + ["--mail", "j.jansen@deterp.example"] + more, secrets: secrets)
    }

    @Test func aRequestBecomesACertificateOfTheAuthority() throws {
        let passphrase = ["--passphrase-file", folder["passphrase"]]
        let authority = run(
            ["authority", "--out", folder["ca.key"], "--certificate", folder["ca.pem"], "--name", "Regio CA"]
                + ["--organisation", "Regio"] + passphrase)
        #expect(authority.status == .success)
        #expect(generate(passphrase, secrets: []).status == .success)
        #expect(try folder.permissions("key.pem") == 0o600)
        let issued = run(
            ["issue", "--request", folder["request.pem"], "--authority", folder["ca.pem"], "--out", folder["cert.pem"]]
                + ["--authority-key", folder["ca.key"]] + passphrase)
        #expect(issued.status == .success, "\(issued.console.noted)")
        let shown = run(["show", folder["cert.pem"]])
        #expect(shown.console.printed.contains("J. Jansen"))
        #expect(shown.console.printed.contains(issued.console.printed))
    }

    @Test func programsGetPathsAndFingerprints() throws {
        let more = ["--passphrase-file", folder["passphrase"], "--json"]
        let made = generate(more, secrets: [])
        let key = try JSONDocument(parsing: made.console.output).root
        #expect(key["key"]?.string == folder["key.pem"])
        let request = try KeyFiles.request(folder["request.pem"], on: MemoryConsole())
        #expect(key["fingerprint"]?.string == "\(try request.publicKey.fingerprint())")
        let authority = run(
            ["authority", "--out", folder["ca.key"], "--certificate", folder["ca.pem"], "--name", "Regio CA"]
                + ["--organisation", "Regio"] + more)
        #expect(try JSONDocument(parsing: authority.console.output).root["key"]?.string == folder["ca.key"])
        let issued = run(
            ["issue", "--request", folder["request.pem"], "--authority", folder["ca.pem"], "--out", folder["cert.pem"]]
                + ["--authority-key", folder["ca.key"]] + more)
        let certificate = try KeyFiles.certificate(folder["cert.pem"], on: MemoryConsole())
        let facts = try JSONDocument(parsing: issued.console.output).root
        #expect(facts["fingerprint"]?.string == "\(certificate.fingerprint)")
        #expect(facts["validUntil"]?.string == "\(certificate.validity.notAfter)")
        #expect((made.console.notes + authority.console.notes + issued.console.notes).isEmpty)
    }

    @Test func aRequestOfAPartyIsALineOfJSON() throws {
        let node = try ExampleNodeFolder()
        let (status, console) = node.run(
            ["keys", "rotate", "--contactpersoon", "m.postma@deterp.example", "--hold", "--json"])
        #expect(status == .success, "\(console.noted)")
        let facts = try JSONDocument(parsing: console.output).root
        #expect(facts["fingerprint"]?.string?.count == 64)
        #expect(FileManager.default.fileExists(atPath: facts["request"]?.string ?? ""))
    }

    @Test func aTypedPassphraseIsAskedTwiceAndMustBeLong() {
        #expect(generate([], secrets: ["een lang geheim", "een lang geheim"]).status == .success)
        let different = generate(["--force"], secrets: ["een lang geheim", "een ander geheim"])
        #expect(different.status == .usage)
        #expect(different.console.noted.contains("the two passphrases differ"))
        #expect(generate(["--force"], secrets: ["kort"]).console.noted.contains("shorter than 12"))
    }

    @Test(arguments: [
        (["--algorithm", "rsa-2048"], "--algorithm rsa-2048 is not known"),
        (["--use", "sining"], "option --use is given twice"),
    ])
    func wrongUseIsNamed(more: [String], expected: String) {
        let (status, console) = generate(more, secrets: [])
        #expect(status == .usage)
        #expect(console.noted.contains(expected))
    }

    @Test func everyExampleCertificateSaysThatItIsOne() throws {
        for party in ["zorgaanbieder", "transferpunt", "gemeente", "woningcorporatie", "woningcorporatie-as2"] {
            let shown = run(["show", Repository.certificate("\(party)/node")])
            #expect(shown.status == .success)
            #expect(shown.console.printed.contains("VOORBEELD - NOOIT IN PRODUCTIE"))
        }
    }
}
