internal import CCrypto

/// Writes one RecipientInfo (RFC 5652, 6.2).
enum RecipientInfoWriter {
    /// KeyAgreeRecipientInfo with one encrypted key (RFC 5753, 3.1).
    static func agreement(_ ephemeral: EphemeralKey, _ certificate: Certificate, encryptedKey: [UInt8]) -> [UInt8] {
        DERWriter.write { writer in
            writer.constructed(.constructed(1)) { writer in
                writer.integer(3)
                writer.constructed(.constructed(0)) { writer in
                    writer.constructed(.constructed(1)) {
                        $0.raw(ephemeralKeyAlgorithm)
                        $0.bitString(ephemeral.point)
                    }
                }
                writer.raw(KeyAgreementScheme.for(ephemeral.algorithm).encoded)
                writer.sequence { writer in
                    writer.sequence {
                        $0.raw(certificate.issuerAndSerial)
                        $0.octetString(encryptedKey)
                    }
                }
            }
        }
    }

    /// KeyTransRecipientInfo.
    static func transport(_ algorithm: [UInt8], _ certificate: Certificate, encryptedKey: [UInt8]) -> [UInt8] {
        DERWriter.write { writer in
            writer.sequence {
                $0.integer(0)
                $0.raw(certificate.issuerAndSerial)
                $0.raw(algorithm)
                $0.octetString(encryptedKey)
            }
        }
    }

    static func encrypt(_ contentKey: borrowing SecretBytes, _ pool: KeyContextPool) throws(CryptoError) -> [UInt8] {
        try unsafe pool.withContext { (context) throws(CryptoError) -> [UInt8] in
            var count = KeyAlgorithm.rsaBits.upperBound / 8
            var ok: Int32 = 0
            let encrypted = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                contentKey.withSpan { contentKey in
                    unsafe contentKey.withUnsafeBufferPointer { key in
                        ok = unsafe EVP_PKEY_encrypt(context, buffer.baseAddress, &count, key.baseAddress, key.count)
                    }
                }
                initialized = ok == 1 ? count : 0
            }
            guard ok == 1 else { throw .drain("EVP_PKEY_encrypt") }
            return encrypted
        }
    }

    private static let ephemeralKeyAlgorithm = AlgorithmIdentifier.withoutParameters(.ecPublicKey)
}
