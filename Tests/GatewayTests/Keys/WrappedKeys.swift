import Foundation
import Testing

@testable import Envelope

/// Content keys as a sender would wrap them.
enum WrappedKeys {
    static let contentKey = (0..<32).map { UInt8($0 * 7 + 3) }

    /// With ECDH and AES key wrap, as ``Sealer`` does.
    static func agreed(with key: PublicKey) throws -> WrappedKey {
        let scheme = KeyAgreementScheme.for(key.algorithm)
        let ephemeral = try EphemeralKey(key.algorithm, KeyGenerator(key.algorithm))
        let wrapping = try KeyAgreement.wrappingKey(
            agreed: ephemeral.agree(with: key), digest: scheme.digest, sharedInfo: KeyAgreementScheme.sharedInfo,
            DigestContext())
        let encrypted = try KeyAgreement.wrap(
            SecretBytes(copying: contentKey.span), under: wrapping, CipherContext())
        return WrappedKey(
            scheme: .agreement(
                digest: scheme.digest, originator: ephemeral.point, sharedInfo: KeyAgreementScheme.sharedInfo),
            encryptedKey: encrypted)
    }

    /// With RSA, by `openssl pkeyutl`.
    static func transported(to key: PublicKey, _ scheme: WrappedKey.Scheme) throws -> WrappedKey {
        let file = NSTemporaryDirectory() + "weerthuis-pub-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(PEM.encode(key.encoded, label: "PUBLIC KEY").utf8).write(to: URL(fileURLWithPath: file))
        let options =
            switch scheme {
            case .pkcs1: ["rsa_padding_mode:pkcs1"]
            case .oaep(let digest):
                ["rsa_padding_mode:oaep", digest == .sha1 ? "rsa_oaep_md:sha1" : "rsa_oaep_md:sha256"]
            case .agreement: [String]()
            }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["openssl", "pkeyutl", "-encrypt", "-pubin", "-inkey", file] + options.flatMap { ["-pkeyopt", $0] }
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(contentKey))
        try input.fileHandleForWriting.close()
        let encrypted = Array(output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return WrappedKey(scheme: scheme, encryptedKey: encrypted)
    }

    static func bytes(_ key: borrowing ContentKey) -> [UInt8] {
        key.withBytes { span in span.indices.map { span[$0] } }
    }
}
