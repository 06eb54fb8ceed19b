import Foundation
import Testing

@testable import Gateway

@Suite("Keys: where they lie, and their end")
struct KeyCustodyTests {
    @Test("a destroyed key file is gone, also when it was gone already; another kind of file is left alone")
    func destroyed() throws {
        let folder = NSTemporaryDirectory() + "weerthuis-destroy-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/oud.key.pem"
        let linked = folder + "/link"
        try Data(repeating: 0x41, count: 2000).write(to: URL(fileURLWithPath: path))
        #expect(link(path, linked) == 0)
        try KeyDestruction.destroy(path)
        #expect(!FileManager.default.fileExists(atPath: path))
        let left = try Data(contentsOf: URL(fileURLWithPath: linked))
        #expect(left.count == 2000)
        #expect(left.filter { $0 == 0x41 }.count < 200, "the old bytes were overwritten")
        try KeyDestruction.destroy(path)

        #expect(symlink(linked, path) == 0)
        #expect(throws: SystemFailure.self) { try KeyDestruction.destroy(path) }
        #expect(FileManager.default.fileExists(atPath: linked))
    }

    @Test(
        "the seal of a credential is read from its first bytes",
        arguments: [
            ("Whxqht+dQJax1aZeCGLxmiAAAAABAAAADAAAABAAAAC1ca60", CredentialSeal.host),
            ("k6iUCUh0RJCQyvL8k8q1UyAAAAABAAAADAAAABAAAAC1lFmb", .hostAndTPM),
            ("DHzAexF2RZGcSwvq\nCLwg/iAAAAABAAAADAAAABAAAAC1", .tpm),
            ("BYRp2vb1QySABUnaD46i+yAAAAABAAAADAAAABAAAAC1", .nothing),
        ])
    func seal(text: String, expected: CredentialSeal) {
        #expect(CredentialSeal(file: Array(text.utf8)) == expected)
    }

    @Test("what is no credential has no seal", arguments: ["", "geheim", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    func noSeal(text: String) {
        #expect(CredentialSeal(file: Array(text.utf8)) == nil)
    }

    @Test("how well a stolen disk is protected follows from the place of the passphrase")
    func protection() {
        let cases: [(KeyProtection.Place, KeyProtection.Level)] = [
            (.prompt, .good), (.file(isBesideKeys: true), .none), (.file(isBesideKeys: false), .unclear),
            (.credential(seal: .tpm, isPlain: false), .good), (.credential(seal: .hostAndTPM, isPlain: false), .good),
            (.credential(seal: .host, isPlain: false), .none), (.credential(seal: .nothing, isPlain: false), .none),
            (.credential(seal: nil, isPlain: true), .none), (.credential(seal: nil, isPlain: false), .unclear),
        ]
        for (place, level) in cases {
            for hasTPM in [true, false] {
                let protection = KeyProtection(place, hasTPM: hasTPM)
                #expect(protection.level == level, "\(place)")
                #expect(!protection.english.isEmpty && !protection.dutch.isEmpty)
                #expect((protection.remedy == nil) == (level == .good), "\(place)")
                let isRemedied = protection.english.contains("host+tpm2") == (hasTPM && level == .none)
                #expect(isRemedied, "\(place)")
            }
        }
    }

    @Test("a passphrase file on the disk of the keys is beside them; one that can't be looked at counts as such")
    func place() {
        let folder = NSTemporaryDirectory()
        #expect(KeyProtection.place(of: .file(folder), keys: folder) == .file(isBesideKeys: true))
        #expect(KeyProtection.place(of: .file("/proc/self/status"), keys: folder) == .file(isBesideKeys: false))
        #expect(KeyProtection.place(of: .file("/niet/hier"), keys: folder) == .file(isBesideKeys: true))
        #expect(
            KeyProtection.place(of: .credential("niet-hier"), keys: folder)
                == .credential(seal: nil, isPlain: false))
    }
}
