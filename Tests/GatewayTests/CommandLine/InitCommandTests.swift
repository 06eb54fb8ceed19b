import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite struct InitCommandTests {
    private let folder: WorkFolder

    init() throws { folder = try WorkFolder() }

    private func run(_ words: [String], input: String = "") -> (status: ExitCode, console: MemoryConsole) {
        let console = MemoryConsole(input: Array(input.utf8))
        return (WeerThuisTool.run(words, on: console), console)
    }

    private var options: [String] {
        ["init", folder["node"], "--passphrase-file", folder["passphrase"], "--party", "00000099000000003000"]
            + ["--organisation", "Gemeente Voorbeeldstad", "--proxied"]
    }

    @Test func optionsMakeANodeFolderAndSayWhatToSend() throws {
        let (status, console) = run(
            options + ["--contact", "K. de Jong <k.dejong@voorbeeldstad.example>"]
                + ["-c", "R. Mulder <r.mulder@voorbeeldstad.example>"])
        #expect(status == .success, "\(console.noted)")
        for text in ["k-dejong.signing.csr.pem", "r-mulder.encryption.csr.pem", "node.csr.pem", "weerthuis doctor"] {
            #expect(console.printed.contains(text), "\(text)")
        }
        let node = NodeFolder(folder["node"])
        let configuration = try node.configuration(on: MemoryConsole())
        #expect(configuration.passphrase == .file(folder["passphrase"]))
        #expect(node.permissionProblems(configuration) == [])
        let keys = NodeFolder.privateKeys(in: configuration.keys)
        #expect(keys.count == 5)
        let cache = PassphraseCache(Passphrase(ExampleNodeFolder.passphrase))
        for path in keys {
            _ = try PrivateKey(pem: Array(try Data(contentsOf: URL(filePath: path))), passphrase: cache)
        }
        #expect(cache.derivations == 1)
        let request = try KeyFiles.request(folder["node/requests/k-dejong.signing.csr.pem"], on: MemoryConsole())
        #expect(request.emails == ["k.dejong@voorbeeldstad.example"])
        #expect(console.printed.contains("\(try request.publicKey.fingerprint())"))
    }

    @Test func programsGetTheRequestsAndTheirFingerprints() throws {
        let (status, console) = run(options + ["-c", "K. de Jong <k.dejong@voorbeeldstad.example>", "--json"])
        #expect(status == .success, "\(console.noted)")
        let root = try JSONDocument(parsing: console.output).root
        #expect(root["folder"]?.string == folder["node"])
        #expect(root["party"]?.string == "00000099000000003000")
        #expect(root["contactpersonen"]?[0]?["mail"]?.string == "k.dejong@voorbeeldstad.example")
        let requests = root["requests"]?.elements ?? []
        #expect(requests.count == 3)
        for one in requests {
            let file = try #require(one["file"]?.string)
            let request = try KeyFiles.request(file, on: MemoryConsole())
            #expect(one["fingerprint"]?.string == "\(try request.publicKey.fingerprint())")
        }
    }

    @Test func whatNoOptionSaysIsAskedFor() throws {
        let answers = "00000099000000003000\nGemeente Voorbeeldstad\nK. de Jong <k@stad.example>\n\n\n"
        let (status, console) = run(
            ["init", folder["node"], "--passphrase-file", folder["passphrase"]], input: answers)
        #expect(status == .success, "\(console.noted)")
        let configuration = try NodeFolder(folder["node"]).configuration(on: MemoryConsole())
        #expect(configuration.listen == ListenConfiguration(place: .address("127.0.0.1", port: 8443), tls: nil))
    }

    @Test(arguments: [
        (["--contact", "K. de Jong"], "is not a contactpersoon"),
        (["-c", "A <a@x.nl>", "-c", "B <b@x.nl>", "-c", "C <c@x.nl>"], "at most 2 contactpersonen"),
        (["-c", "A <a@x.nl>", "-c", "B <a@y.nl>"], "same name before the @"),
        (["-c", "A <a@x.nl>", "--port", "0"], "--port 0"),
        (["-c", "A <a@x.nl>", "--tls-cert", "x"], "exclude each other"), ([], "option --contact is required"),
    ])
    func wrongUseIsNamed(more: [String], expected: String) {
        let (status, console) = run(options + more)
        #expect(status == .usage)
        #expect(console.noted.contains(expected), "\(console.noted)")
        #expect(!FileManager.default.fileExists(atPath: folder["node/node.json"]))
    }

    @Test func aNodeFolderIsNotOverwritten() {
        let words = options + ["-c", "A <a@x.nl>"]
        #expect(run(words).status == .success)
        let again = run(words)
        #expect(again.status == .usage)
        #expect(again.console.noted.contains("is a node folder already"))
    }
}
