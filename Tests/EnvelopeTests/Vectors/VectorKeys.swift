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
}
