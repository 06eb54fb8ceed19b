import Envelope
import Foundation
import Schemas
import Testing

@testable import Gateway

@Suite struct ExampleRegionTests {
    private static let parties = [
        "zorgaanbieder", "transferpunt", "gemeente", "woningcorporatie", "woningcorporatie-as2", "regiobeheerder",
    ]
    private static let example = "\(Repository.root)/keys-example"

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func edition(_ folder: String = Self.example) throws -> SignedDirectory {
        let administrator = try KeyFiles.certificate("\(folder)/authority/administrator.cert.pem", on: MemoryConsole())
        return try SignedDirectory(
            verifying: try bytes("\(folder)/directory/edition-1.p7m"), pinned: [administrator], required: 1,
            acceptsExamples: true)
    }

    @Test func itsDirectoryIsSignedAndKeepsEveryRule() throws {
        let directory = try edition().directory
        #expect(DirectoryReview(publishing: directory, profile: try Profile.embedded()).problems == [])
        #expect(directory.parties.count == Self.parties.count)
        #expect(directory.parties.allSatisfy { $0.oin.description.hasPrefix("00000099") })
        #expect(directory.parties.allSatisfy { $0.contactpersonen.count == 2 })
        let later = try #require(UTCTime(year: 2098, month: 1, day: 1))
        #expect(directory.header.validUntil > later)
        for key in directory.parties.flatMap(\.keys) { #expect(try key.certificate.certificate().isExample) }
    }

    @Test(arguments: parties) func everyPartyHasAWorkingNodeFolder(party: String) throws {
        let node = NodeFolder("\(Self.example)/\(party)")
        let configuration = try node.configuration(on: MemoryConsole())
        let entry = try #require(try edition().directory.party(configuration.party))
        guard case .address("127.0.0.1", let port) = configuration.listen.place else {
            Issue.record("not on loopback")
            return
        }
        #expect(entry.endpoint == Endpoint("https://localhost:\(port)/as2"))
        #expect(configuration.demo)
        let passphrase = try bytes("\(Self.example)/passphrase.txt").dropLast()
        for path in NodeFolder.privateKeys(in: configuration.keys) {
            let key = try ExampleKeys.key(path, Array(passphrase), on: MemoryConsole())
            let certificate = try KeyFiles.certificate(
                path.replacing(".key.pem", with: ".cert.pem"), on: MemoryConsole())
            #expect(certificate.publicKey == key.publicKey)
            #expect(entry.keys.contains { $0.certificate.encoded == certificate.encoded }, "\(path)")
        }
        let tls = try #require(configuration.listen.tls)
        let identity = try tls.credentials(passphrase: Passphrase(Array(passphrase)), on: MemoryConsole())
        #expect(String(decoding: identity.key, as: UTF8.self).hasPrefix("-----BEGIN PRIVATE KEY-----"))
        #expect(try Certificate(file: identity.certificate).hosts == ["localhost", "127.0.0.1", "::1"])
    }

    @Test(arguments: parties) func theKeysOfAPartyOpenWithOneDerivation(party: String) throws {
        let cache = PassphraseCache(Passphrase(ExampleNodeFolder.passphrase))
        let folder = "\(Self.example)/\(party)"
        for path in NodeFolder.privateKeys(in: "\(folder)/keys") + NodeFolder.privateKeys(in: "\(folder)/tls") {
            _ = try PrivateKey(pem: try bytes(path), passphrase: cache)
        }
        #expect(cache.derivations == 1)
    }

    @Test(arguments: [false, true]) func aNodeRefusesItUnlessItIsADemonstration(demo: Bool) throws {
        let text = #"{"party":"00000099000000001000","demo":\#(demo),"listen":{"proxied":true}}"#
        let configuration = try NodeConfiguration(parsing: Array(text.utf8), in: "/", path: "node.json")
        let certificate = try KeyFiles.certificate(Repository.certificate("zorgaanbieder/node"), on: MemoryConsole())
        #expect((DemonstrationRule.refusal(of: [certificate], in: configuration) == nil) == demo)
    }

    @Test func whatIsThereStaysAndWhatIsMissingIsMade() throws {
        let folder = try WorkFolder()
        let all = try #require(
            JSONTree(try JSONDocument(parsing: try bytes("\(Self.example)/region.json")).root).keepingElliptic)
        try folder.write("region.json", all.encoded())
        func make() -> ExitCode {
            WeerThuisTool.run(
                ["keys", "example", "--region", folder["region.json"], "--out", folder["region"]]
                    + ["--passphrase-file", folder["passphrase"]], on: MemoryConsole())
        }
        #expect(make() == .success)
        let kept = try folder.read("region/gemeente/keys/mulder.signing.cert.pem")
        let first = try folder.read("region/directory/edition-1.p7m")
        try FileManager.default.removeItem(atPath: folder["region/gemeente/node.json"])
        #expect(make() == .success)
        #expect(try folder.read("region/gemeente/keys/mulder.signing.cert.pem") == kept)
        #expect(try folder.read("region/directory/edition-1.p7m") == first)
        #expect(try NodeFolder(folder["region/gemeente"]).configuration(on: MemoryConsole()).demo)
        #expect(try edition(folder["region"]).directory.parties.count == 5)
    }
}

extension JSONTree {
    /// The region without its RSA keys, which take long to make.
    fileprivate var keepingElliptic: JSONTree? {
        guard case .object(let members) = self else { return nil }
        return .object(
            members.map { member in
                guard member.key == "parties", case .array(let parties) = member.value else { return member }
                let kept = parties.filter { !String(decoding: $0.encoded(), as: UTF8.self).contains("rsa-3072") }
                return JSONMember("parties", .array(kept.map { $0.without("receivesCbc") }))
            })
    }

    fileprivate func without(_ key: String) -> JSONTree {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != key })
    }
}
