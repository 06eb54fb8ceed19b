internal import Envelope
internal import Foundation

/// The parties, keys and directory of the test vectors, loaded once.
struct World {
    private static let us = "00000099000000002000"
    private let opener: Opener
    private let partners: [Partner]
    private let inside: [PlaintextCheck]
    private let now: UTCTime
    private let ourOIN: OIN

    /// - Parameter vectors: the folder `Tests/Vectors/envelopes`.
    init(vectors: URL) throws {
        let folder = vectors.appending(path: "keys")
        func file(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: name))) }
        func oin(_ text: String) throws -> OIN {
            guard let oin = OIN(text) else { throw CocoaError(.coderInvalidValue) }
            return oin
        }
        let sender = try oin("00000099000000001000")
        let other = try oin("00000099000000003000")
        let signers = [("sender-sign", sender), ("sender-rsa", sender), ("partner-dual", other)]
        let directory = SignerList(
            try signers.map { name, party in
                TrustedSigner(
                    certificate: try Certificate(file: file("\(name).crt")), party: party, role: .contactpersoon,
                    status: .active)
            })
        let names: [(String, Suite)] = [
            ("ours-first", .gcm), ("ours-rsa", .gcm), ("ours-cbc", .cbc), ("ours-cbc-ec", .cbc),
        ]
        let keys = try names.map { name, suite in
            try OpeningKey(
                certificate: Certificate(file: file("\(name).crt")),
                key: PrivateKey(unencryptedPEM: file("\(name).key")), suite: suite)
        }
        let us = try oin(Self.us)
        let now = UTCTime(rfc3339: "2026-01-27T10:15:00Z") ?? UTCTime(secondsSinceEpoch: 0)
        let partners = [
            Partner(sender), Partner(other, suite: .cbc, allowsRSA15: true, allowsDualUse: true),
        ]
        opener = try Opener(us: us, keys: keys, directory: directory)
        inside = try partners.flatMap { partner in
            try [Transport.https, .mail].map { transport in
                try PlaintextCheck(
                    us: us, from: partner, over: transport, directory: directory, openedBy: keys[0].certificate, at: now
                )
            }
        }
        ourOIN = us
        self.partners = partners
        self.now = now
    }

    func open(_ input: [UInt8]) {
        for partner in partners { _ = try? opener.open(input, from: partner, to: ourOIN, over: .mail, at: now) }
        _ = try? EnvelopeInspection(of: input)
    }

    func openInside(_ input: [UInt8]) {
        for check in inside { _ = try? check.open(input) }
    }

    /// The decrypted content of a vector that is accepted, or nil.
    func plaintext(_ envelope: [UInt8]) -> [UInt8]? {
        for partner in partners {
            if let opened = try? opener.open(envelope, from: partner, to: ourOIN, over: .mail, at: now) {
                return opened.signed.evidence
            }
        }
        return nil
    }
}
