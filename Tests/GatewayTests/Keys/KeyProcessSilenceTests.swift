import Envelope
import Foundation
import Testing

@testable import Gateway

/// What does not open must look the same, whatever the cause.
@Suite("Keys: the process tells no causes apart")
struct KeyProcessSilenceTests {
    /// Ways to spoil a wrapped key.
    private static let spoilt: [(String, @Sendable (WrappedKey) -> WrappedKey)] = [
        ("a changed first byte", { change($0) { $0[0] ^= 1 } }),
        ("a changed last byte", { change($0) { $0[$0.count - 1] ^= 1 } }),
        ("one byte less", { change($0) { $0.removeLast() } }),
        ("one byte more", { change($0) { $0.append(0) } }),
        ("nothing", { change($0) { $0 = [] } }),
        ("more than the field holds", { change($0) { $0 += [UInt8](repeating: 0, count: 4000) } }),
        ("all ones", { change($0) { $0 = [UInt8](repeating: 0xFF, count: $0.count) } }),
        ("a point that is not on the curve", { point($0) { $0[$0.count - 1] ^= 1 } }),
        ("a point of another length", { point($0) { $0.append(0) } }),
        ("a point of the wrong kind", { point($0) { $0[0] = 0x02 } }),
        ("no point", { point($0) { $0 = [] } }),
    ]

    private static func change(_ wrapped: WrappedKey, _ body: (inout [UInt8]) -> Void) -> WrappedKey {
        var bytes = wrapped.encryptedKey
        body(&bytes)
        return WrappedKey(scheme: wrapped.scheme, encryptedKey: bytes)
    }

    private static func point(_ wrapped: WrappedKey, _ body: (inout [UInt8]) -> Void) -> WrappedKey {
        guard case .agreement(let digest, var originator, let info) = wrapped.scheme else {
            return change(wrapped) { $0[1] ^= 0x80 }
        }
        body(&originator)
        return WrappedKey(
            scheme: .agreement(digest: digest, originator: originator, sharedInfo: info),
            encryptedKey: wrapped.encryptedKey)
    }

    @Test("a wrapped key that does not open is answered with a random one, for every scheme and cause")
    func standIns() throws {
        let fixture = try KeyProcessFixture([.p256, .rsa(bits: 3072)])
        defer { fixture.remove() }
        let process = try fixture.start()
        let (elliptic, rsa) = (process.keys[0], process.keys[1])
        let cases: [(RemoteKey, WrappedKey)] =
            [(elliptic, try WrappedKeys.agreed(with: elliptic.publicKey))]
            + (try [WrappedKey.Scheme.oaep(.sha256), .oaep(.sha1), .pkcs1].map {
                (rsa, try WrappedKeys.transported(to: rsa.publicKey, $0))
            })
        for (key, wrapped) in cases {
            var seen: Set<[UInt8]> = [WrappedKeys.contentKey]
            for (name, spoil) in Self.spoilt {
                let opened = try key.unwrap(spoil(wrapped))
                let isGenuine = opened.isGenuine
                #expect(!isGenuine, "\(wrapped.scheme): \(name)")
                let bytes = WrappedKeys.bytes(opened)
                #expect(seen.insert(bytes).inserted, "\(name): the stand-in is not random")
            }
        }
    }

    @Test("the replies differ in the key and in the one bit for the log, and in nothing else")
    func replies() throws {
        let fixture = try KeyProcessFixture([.p256])
        defer { fixture.remove() }
        let process = try fixture.start()
        let key = process.keys[0]
        let wrapped = try WrappedKeys.agreed(with: key.publicKey)
        let channel = try #require(process.supervisor.running).channel
        let genuine = try channel.ask(.unwrap(number: 0, wrapped))
        for (name, spoil) in Self.spoilt {
            var reply = try channel.ask(.unwrap(number: 0, spoil(wrapped)))
            #expect(!reply.isGenuine, "\(name)")
            reply = KeyReply(reply.status, genuine.payload, isGenuine: true)
            #expect(reply == genuine, "\(name)")
        }
    }
}
