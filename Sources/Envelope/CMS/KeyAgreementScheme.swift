/// The key agreement of RFC 5753, 7.1: one scheme for each curve, always with AES-256 key wrap.
struct KeyAgreementScheme: Sendable {
    let digest: DigestAlgorithm
    /// KeyEncryptionAlgorithmIdentifier, DER.
    let encoded: [UInt8]

    static let p256 = KeyAgreementScheme(.sha256, .dhSinglePassSHA256KDF)
    static let p384 = KeyAgreementScheme(.sha384, .dhSinglePassSHA384KDF)

    static func `for`(_ algorithm: KeyAlgorithm) -> KeyAgreementScheme {
        algorithm == .p384 ? p384 : p256
    }

    private init(_ digest: DigestAlgorithm, _ identifier: ObjectID) {
        self.digest = digest
        encoded = DERWriter.write { writer in
            writer.sequence {
                $0.objectIdentifier(identifier)
                $0.raw(AlgorithmIdentifier.aes256Wrap)
            }
        }
    }

    /// ECC-CMS-SharedInfo without keying material of the user (RFC 5753, 7.2).
    static let sharedInfo = sharedInfo(keyInfo: AlgorithmIdentifier.aes256Wrap, userKeyingMaterial: nil)

    /// - Parameter keyInfo: the AlgorithmIdentifier of the key wrap, as it stands in the message.
    static func sharedInfo(keyInfo: [UInt8], userKeyingMaterial: [UInt8]?) -> [UInt8] {
        DERWriter.write { writer in
            writer.sequence { writer in
                writer.raw(keyInfo)
                if let userKeyingMaterial {
                    writer.constructed(.constructed(0)) { $0.octetString(userKeyingMaterial) }
                }
                // The length of the wrapping key in bits: 256.
                writer.constructed(.constructed(2)) { $0.octetString([0, 0, 1, 0]) }
            }
        }
    }
}
