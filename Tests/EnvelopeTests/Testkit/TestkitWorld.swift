import Foundation
import Testing

@testable import Envelope

/// The receiver that a vector describes: its keys, its directory, its clock.
struct TestkitWorld {
    let partner: Partner
    let recipient: OIN
    let transport: Transport
    let now: UTCTime
    let keys: [OpeningKey]
    let directory: SignerList

    static let us = "00000099900000002000"

    init(_ vector: TestkitVector) throws {
        let options = vector.all(.options).flatMap { $0.split(separator: " ") }
        let (from, to, clock) = (try vector[.from], try vector[.to], try vector[.now])
        let (suite, transportName) = (try vector[.suite], try vector[.transport])
        try #require(options.allSatisfy { ["rsa15", "dual-use"].contains($0) })
        partner = Partner(
            try #require(OIN(from)), suite: try #require(Suite(rawValue: suite)),
            allowsRSA15: options.contains("rsa15"), allowsDualUse: options.contains("dual-use"))
        recipient = try #require(OIN(to))
        transport = try #require(Transport(rawValue: transportName))
        now = try #require(UTCTime(rfc3339: clock))
        keys = try vector.all(.recipientKey).map { try Self.key($0) }
        directory = SignerList(try vector.all(.signer).map { try Self.signer($0) })
    }

    func opener() throws -> Opener {
        let us = try #require(OIN(Self.us))
        return try Opener(us: us, keys: keys, directory: directory)
    }

    static func certificate(_ name: String) throws -> Certificate {
        try Certificate(file: file("\(name).cert.pem"))
    }

    static func file(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: TestkitVector.folder.appending(path: "keys/\(name)")))
    }

    private static func key(_ line: String) throws -> OpeningKey {
        let words = line.split(separator: " ").map(String.init)
        try #require(words.count == 2)
        return try OpeningKey(
            certificate: try certificate(words[0]),
            key: try PrivateKey(unencryptedPEM: try file("\(words[0]).key.pem")),
            suite: try #require(Suite(rawValue: words[1])))
    }

    /// `name party role status [moment]`
    private static func signer(_ line: String) throws -> TrustedSigner {
        let words = line.split(separator: " ").map(String.init)
        try #require(words.count == 4 || words.count == 5)
        let roles: [String: TrustedSigner.Role] = ["contactpersoon": .contactpersoon, "knooppunt": .node]
        return TrustedSigner(
            certificate: try certificate(words[0]), party: try #require(OIN(words[1])),
            role: try #require(roles[words[2]]), status: try status(words[3], words.count == 5 ? words[4] : nil))
    }

    private static func status(_ name: String, _ moment: String?) throws -> TrustedSigner.Status {
        switch name {
        case "next": return .next
        case "active": return .active
        case "retired": return .retired
        case "revoked": return .revoked
        default:
            try #require(name == "retiring")
            let end = try #require(moment)
            return .retiring(until: try #require(UTCTime(rfc3339: end)))
        }
    }
}
