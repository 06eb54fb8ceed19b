import Foundation

@testable import Envelope

/// The keys of the vectors.
enum VectorKeys {
    static let folder = EnvelopeVector.folder.appending(path: "keys")

    static func file(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: name))) }

    static func certificate(_ name: String) throws -> Certificate { try Certificate(file: file("\(name).crt")) }

    static func key(_ name: String) throws -> PrivateKey {
        try PrivateKey(unencryptedPEM: file("\(name).key"))
    }

    static func signer(_ name: String) throws -> MessageSigner {
        try MessageSigner(certificate: certificate(name), key: key(name), allowsDualUse: true)
    }

    /// The directory of the vectors, as their README describes it.
    static func directory() throws -> SignerList {
        let retired = UTCTime(year: 2026, month: 1, day: 1) ?? Region.now
        let list: [(name: String, party: String, status: TrustedSigner.Status)] = [
            ("sender-sign", "00000099000000001000", .active), ("sender-other", "00000099000000001000", .active),
            ("sender-rsa", "00000099000000001000", .active), ("sender-dual", "00000099000000001000", .active),
            ("sender-retired", "00000099000000001000", .retired),
            ("sender-overlap-over", "00000099000000001000", .retiring(until: retired)),
            ("sender-revoked", "00000099000000001000", .revoked), ("other-sign", "00000099000000004000", .active),
            ("partner-dual", "00000099000000003000", .active),
        ]
        return SignerList(
            try list.map { name, party, status in
                TrustedSigner(
                    certificate: try certificate(name), party: try Exchange.oin(party), role: .contactpersoon,
                    status: status)
            })
    }

    /// Directory and keys, loaded once.
    static let world = Result {
        let keys: [(name: String, suite: Suite)] = [
            ("ours-first", .gcm), ("ours-second", .gcm), ("ours-rsa", .gcm), ("ours-cbc", .cbc), ("ours-cbc-ec", .cbc),
        ]
        return (
            directory: try directory(),
            keys: try keys.map { try OpeningKey(certificate: certificate($0.name), key: key($0.name), suite: $0.suite) }
        )
    }

    static func opener() throws -> Opener {
        let world = try world.get()
        return try Opener(us: try Exchange.oin("00000099000000002000"), keys: world.keys, directory: world.directory)
    }

    static func partner(_ oin: String, suite: String) throws -> Partner {
        let isCBC = suite == "cbc"
        return Partner(
            try Exchange.oin(oin), suite: isCBC ? .cbc : .gcm, allowsRSA15: isCBC, allowsDualUse: isCBC)
    }
}
