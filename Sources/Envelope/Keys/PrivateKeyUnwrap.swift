internal import CCrypto

extension PrivateKey: DecryptionKey {
    public func unwrap(_ wrapped: WrappedKey) throws(KeyError) -> ContentKey {
        let isElliptic = publicKey.algorithm.isElliptic
        do throws(CryptoError) {
            switch wrapped.scheme {
            case .agreement(let digest, let originator, let sharedInfo) where isElliptic:
                let agreed = try agree(with: originator)
                return try KeyAgreement.unwrap(
                    wrapped.encryptedKey, agreed: agreed, digest: digest, sharedInfo: sharedInfo)
            case .oaep(.sha256) where !isElliptic: return try unwrapOAEP(wrapped.encryptedKey, decryptors.oaepSHA256)
            case .oaep(.sha1) where !isElliptic: return try unwrapOAEP(wrapped.encryptedKey, decryptors.oaepSHA1)
            case .pkcs1 where !isElliptic: return try unwrapPKCS1(wrapped.encryptedKey)
            default: break
            }
        } catch {
            throw .crypto(error)
        }
        throw .wrongUse(isElliptic ? "key transport" : "key agreement")
    }

    /// ECDH with the uncompressed point of an ephemeral key. A point that is not on the curve gives a random secret.
    ///
    /// OpenSSL refuses such a point when it reads it (SEC 1, 3.2.2: on the curve is all there is to check where the cofactor
    /// is 1), so it is not checked a second time.
    private func agree(with originator: [UInt8]) throws(CryptoError) -> SecretBytes {
        let count = publicKey.algorithm.agreedByteCount
        guard originator.count == publicKey.algorithm.pointByteCount, originator[0] == 0x04,
            let secret = try decryptors.agreement.agree(with: originator, count: count)
        else { return try SecretBytes(randomCount: count) }
        return secret
    }

    private func unwrapOAEP(_ encrypted: [UInt8], _ pool: KeyContextPool) throws(CryptoError) -> ContentKey {
        let standIn = try SecretBytes(randomCount: ContentKey.byteCount)
        guard let opened = try decrypt(encrypted, pool), opened.count == ContentKey.byteCount else {
            return ContentKey(standIn, isGenuine: false)
        }
        return ContentKey(opened, isGenuine: true)
    }

    /// RSA v1.5 with the check of the padding in constant time here, so that OpenSSL's version makes no difference.
    private func unwrapPKCS1(_ encrypted: [UInt8]) throws(CryptoError) -> ContentKey {
        let standIn = try SecretBytes(randomCount: ContentKey.byteCount)
        guard let block = try decrypt(encrypted, decryptors.raw) else {
            return ContentKey(standIn, isGenuine: false)
        }
        return PKCS1Padding.contentKey(in: block, else: standIn)
    }

    /// - Returns: nil when the padding is wrong, or the number is larger than the modulus.
    private func decrypt(_ encrypted: [UInt8], _ pool: KeyContextPool) throws(CryptoError) -> SecretBytes? {
        try unsafe pool.withContext { (context) throws(CryptoError) -> SecretBytes? in
            var ok: Int32 = 0
            let opened = SecretBytes(capacity: KeyAlgorithm.rsaBits.upperBound / 8) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                    var count = buffer.count
                    ok = unsafe EVP_PKEY_decrypt(context, buffer.baseAddress, &count, encrypted, encrypted.count)
                    initialized = ok == 1 ? count : 0
                }
            }
            if ok == 1 { return opened }
            CryptoError.discard()
            return nil
        }
    }
}
