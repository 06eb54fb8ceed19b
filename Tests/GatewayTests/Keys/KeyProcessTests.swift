import Envelope
import Foundation
import Testing

@testable import Gateway

@Suite("Keys: the process that holds them")
struct KeyProcessTests {
    @Test(
        "signs with every kind of key and digest as the key itself would",
        arguments: [KeyAlgorithm.p256, .p384, .rsa(bits: 3072)])
    func signs(algorithm: KeyAlgorithm) throws {
        let fixture = try KeyProcessFixture([algorithm])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = try #require(process.keys.first)
        #expect(key.publicKey == fixture.keys[0].publicKey)
        for algorithm in DigestAlgorithm.allCases {
            let digest = try Digest(algorithm, of: [1, 2, 3])
            #expect(try key.publicKey.verify(try key.sign(digest), of: digest))
        }
    }

    @Test("opens what was wrapped by key agreement", arguments: [KeyAlgorithm.p256, .p384])
    func agrees(algorithm: KeyAlgorithm) throws {
        let fixture = try KeyProcessFixture([algorithm])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = try #require(process.keys.first)
        try expectOpened(key, try WrappedKeys.agreed(with: key.publicKey))
    }

    @Test("opens what was wrapped by key transport, with every padding")
    func transports() throws {
        let fixture = try KeyProcessFixture([.rsa(bits: 3072)])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = try #require(process.keys.first)
        for scheme in [WrappedKey.Scheme.oaep(.sha256), .oaep(.sha1), .pkcs1] {
            try expectOpened(key, try WrappedKeys.transported(to: key.publicKey, scheme))
        }
    }

    @Test("a scheme that the key does not know is a wrong use, as with the key itself")
    func wrongUse() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = try #require(process.keys.first)
        let wrapped = WrappedKey(scheme: .pkcs1, encryptedKey: [UInt8](repeating: 1, count: 384))
        #expect(refusal(of: key, wrapped) == refusal(of: fixture.keys[0], wrapped))
        #expect(refusal(of: key, wrapped) == .wrongUse("key transport"))
    }

    @Test("many callers at once each get their own answer")
    func manyCallers() async throws {
        let fixture = try KeyProcessFixture([.p256, .p384])
        defer { fixture.remove() }
        let process = try fixture.start()
        let keys = process.keys
        let wrapped = try keys.map { try WrappedKeys.agreed(with: $0.publicKey) }
        let right = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    var right = 0
                    for round in 0..<50 {
                        let index = (caller + round) % 2
                        let digest = try Digest(.sha256, of: [UInt8(caller), UInt8(round)])
                        let signature = try keys[index].sign(digest)
                        let opened = try keys[index].unwrap(wrapped[index])
                        let isRight = try keys[index].publicKey.verify(signature, of: digest)
                        if isRight, WrappedKeys.bytes(opened) == WrappedKeys.contentKey { right += 1 }
                    }
                    return right
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(right == 400)
    }

    @Test("a ring of keys in the process knows each by its certificate, and the process by its health")
    func ring() throws {
        let fixture = try KeyProcessFixture([.p256, .p384])
        defer { fixture.remove() }
        let folder = KeyFolder(path: fixture.folder)
        let ring = try folder.ring(
            fixture.settings, passphrase: KeyProcessFixture.passphrase, acceptsExamples: true, report: { _ in })
        #expect(ring.certificates.map(\.certificate.publicKey) == fixture.keys.map(\.publicKey))
        #expect(ring.process?.health.isUp == true)
        #expect(throws: KeyRingError.self) {
            _ = try folder.ring(
                fixture.settings, passphrase: KeyProcessFixture.passphrase, acceptsExamples: false, report: { _ in })
        }
    }

    @Test("custody in the node itself needs no process; an account that is not there is refused")
    func custody() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let folder = KeyFolder(path: fixture.folder)
        let ring = try folder.ring(
            KeyCustody(usesProcess: false, account: nil), passphrase: KeyProcessFixture.passphrase,
            acceptsExamples: true, report: { _ in })
        #expect(ring.process == nil)
        let error = #expect(throws: KeyRingError.self) {
            _ = try folder.ring(
                KeyCustody(usesProcess: true, account: "niemand-hier"), passphrase: KeyProcessFixture.passphrase,
                acceptsExamples: true, report: { _ in })
        }
        #expect("\(String(describing: error))".contains("keyProcess.account"))
    }

    @Test("what can't be read is refused at the start, with the file and the remedy")
    func refusedAtStart() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        var wrong = Array("een heel andere zin".utf8)
        let error = #expect(throws: KeyProcessError.self) {
            _ = try KeyProcess(fixture.settings, passphrase: &wrong)
        }
        #expect("\(String(describing: error))".contains("k0.key.pem: the passphrase is wrong"))
        #expect(wrong.allSatisfy { $0 == 0 })

        let empty = try KeyProcessFixture([])
        defer { empty.remove() }
        let nothing = #expect(throws: KeyProcessError.self) { _ = try empty.start() }
        #expect("\(String(describing: nothing))".contains("keys generate"))
    }

    @Test("a program that is no key process is refused at the start")
    func anotherProgram() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        for program in ["/bin/false", "/does/not/exist"] {
            var settings = fixture.settings
            settings.program = program
            var passphrase = KeyProcessFixture.passphrase
            #expect(throws: KeyProcessError.self) { _ = try KeyProcess(settings, passphrase: &passphrase) }
        }
    }

    @Test("by hand it says that the node starts it")
    func byHand() {
        let console = MemoryConsole()
        #expect(WeerThuisTool.run(["key-process", "/tmp", "65534:65534"], on: console) == .usage)
        #expect(console.noted.contains("started by the node itself"))
        #expect(WeerThuisTool.run(["key-process", "/tmp", "0:0"], on: console) == .usage)
    }

    private func expectOpened(_ key: RemoteKey, _ wrapped: WrappedKey) throws {
        let opened = try key.unwrap(wrapped)
        let isGenuine = opened.isGenuine
        #expect(isGenuine)
        #expect(WrappedKeys.bytes(opened) == WrappedKeys.contentKey)
    }

    private func refusal(of key: some DecryptionKey, _ wrapped: WrappedKey) -> KeyError? {
        do throws(KeyError) {
            _ = try key.unwrap(wrapped)
            return nil
        } catch { return error }
    }
}
