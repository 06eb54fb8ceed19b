/// AlgorithmIdentifier elements of the profile, written once.
enum AlgorithmIdentifier {
    static let aes256Wrap = withoutParameters(.aes256Wrap)
    static let ecdsaWithSHA256 = withoutParameters(.ecdsaWithSHA256)
    static let ecdsaWithSHA384 = withoutParameters(.ecdsaWithSHA384)
    static let ecdsaWithSHA512 = withoutParameters(.ecdsaWithSHA512)
    static let rsaEncryption = withNull(.rsaEncryption)
    static let sha256WithRSA = withNull(.sha256WithRSA)
    static let sha384WithRSA = withNull(.sha384WithRSA)
    static let sha512WithRSA = withNull(.sha512WithRSA)
    static let oaepSHA256 = oaep(.sha256)

    /// RFC 5754, 2: parameters absent when written; absent or NULL when read.
    static func digest(_ algorithm: DigestAlgorithm) -> [UInt8] {
        switch algorithm {
        case .sha256: sha256
        case .sha384: sha384
        case .sha512: sha512
        }
    }

    static func withoutParameters(_ identifier: ObjectID) -> [UInt8] {
        DERWriter.write { $0.sequence { $0.objectIdentifier(identifier) } }
    }

    static func withNull(_ identifier: ObjectID) -> [UInt8] {
        DERWriter.write { writer in
            writer.sequence {
                $0.objectIdentifier(identifier)
                $0.null()
            }
        }
    }

    private static let sha256 = withoutParameters(.sha256)
    private static let sha384 = withoutParameters(.sha384)
    private static let sha512 = withoutParameters(.sha512)

    /// RSAES-OAEP with one digest for the label and for MGF1, and an empty label (RFC 4055, 4.1).
    private static func oaep(_ digest: ObjectID) -> [UInt8] {
        DERWriter.write { writer in
            writer.sequence {
                $0.objectIdentifier(.rsaesOAEP)
                $0.sequence {
                    $0.constructed(.constructed(0)) { $0.raw(withNull(digest)) }
                    $0.constructed(.constructed(1)) { writer in
                        writer.sequence {
                            $0.objectIdentifier(.mgf1)
                            $0.raw(withNull(digest))
                        }
                    }
                }
            }
        }
    }
}
