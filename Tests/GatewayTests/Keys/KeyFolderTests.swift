import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Keys: the folder of a node")
struct KeyFolderTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "weerthuis-keys-\(UUID().uuidString)")

    private func put(_ holder: CertificateMint.Holder, as name: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pem = try holder.key.encryptedPEM(passphrase: Passphrase(Array("geheim genoeg".utf8)))
        try Data(pem.utf8).write(to: folder.appending(path: "\(name).key.pem"))
        try Data(holder.certificate.pem.utf8).write(to: folder.appending(path: "\(name).cert.pem"))
    }

    private func load(_ passphrase: String = "geheim genoeg", examples: Bool = true) -> Result<KeyRing, KeyRingError> {
        Result { () throws(KeyRingError) in
            try KeyFolder(path: folder.path).load(passphrase: Array(passphrase.utf8), acceptsExamples: examples)
        }
    }

    @Test("pairs are loaded; examples, wrong passphrases and pairs that don't fit are refused with their file")
    func pairs() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let mint = try CertificateMint.shared.get()
        let holder = try mint.issue("Node", oin: nil, mail: nil, use: .signing)
        try put(holder, as: "node")
        #expect(try load().get().certificates.map(\.certificate) == [holder.certificate])
        guard case .failure(.example(let file)) = load(examples: false) else {
            Issue.record("an example key was accepted")
            return
        }
        #expect(file.hasSuffix("node.cert.pem"))
        guard case .failure(.key(let wrong, .wrongPassphrase)) = load("iets anders dan dat") else {
            Issue.record("a wrong passphrase was accepted")
            return
        }
        #expect(wrong.hasSuffix("node.key.pem"))
        let other = try mint.issue("Ander", oin: nil, mail: nil, use: .signing)
        try Data(other.certificate.pem.utf8).write(to: folder.appending(path: "node.cert.pem"))
        guard case .failure(.mismatch) = load() else {
            Issue.record("a pair that does not fit was accepted")
            return
        }
    }

    @Test("a folder without keys is an error with its name")
    func empty() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        guard case .failure(.empty(let name)) = load() else {
            Issue.record("an empty folder was accepted")
            return
        }
        #expect(name == folder.path)
    }
}
