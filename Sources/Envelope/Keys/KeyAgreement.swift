internal import CCrypto

/// Ephemeral-static ECDH as RFC 5753 uses it: one derivation block, then AES-256 key wrap.
enum KeyAgreement {
    /// The agreed secret of `context`, prepared with a private key, and `peer`, whose point is known to be on the curve.
    static func derive(_ context: OpaquePointer, with peer: KeyHandle, count: Int) throws(CryptoError) -> SecretBytes {
        let isSet = unsafe peer.withPointer { unsafe EVP_PKEY_derive_set_peer_ex(context, $0, 0) }
        guard isSet == 1 else { throw .drain("EVP_PKEY_derive_set_peer_ex") }
        return try SecretBytes(capacity: count) { (output) throws(CryptoError) in
            var ok: Int32 = 0
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                var written = buffer.count
                ok = unsafe EVP_PKEY_derive(context, buffer.baseAddress, &written)
                initialized = ok == 1 ? written : 0
            }
            guard ok == 1, output.count == count else { throw .drain("EVP_PKEY_derive") }
        }
    }

    /// The key that wraps: the first 32 bytes of the X9.63 key derivation (SEC 1, 3.6.1), whose first block suffices.
    static func wrappingKey(
        agreed: borrowing SecretBytes, digest: DigestAlgorithm, sharedInfo: [UInt8], _ context: borrowing DigestContext
    ) throws(CryptoError) -> SecretBytes {
        let counter: [UInt8] = [0, 0, 0, 1]
        try context.begin(digest)
        try agreed.withSpan { (agreed) throws(CryptoError) in try context.update(agreed) }
        try context.update(counter.span)
        try context.update(sharedInfo.span)
        return try context.finishSecret(digest)
    }

    /// Wraps a content key (RFC 3394).
    static func wrap(
        _ contentKey: borrowing SecretBytes, under key: borrowing SecretBytes, _ context: borrowing CipherContext
    ) throws(CryptoError) -> [UInt8] {
        try begin(.aes256Wrap, .encrypt, key, context)
        return try [UInt8](capacity: 64) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try contentKey.withSpan { (contentKey) throws(CryptoError) in try context.update(contentKey, into: &output)
            }
        }
    }

    /// Unwraps a content key, or gives a random one when that fails.
    static func unwrap(
        _ encrypted: [UInt8], agreed: borrowing SecretBytes, digest: DigestAlgorithm, sharedInfo: [UInt8]
    ) throws(CryptoError) -> ContentKey {
        let standIn = try SecretBytes(randomCount: ContentKey.byteCount)
        let workspace = try UnwrapWorkspace.borrow()
        defer { UnwrapWorkspace.giveBack(workspace) }
        let key = try wrappingKey(agreed: agreed, digest: digest, sharedInfo: sharedInfo, workspace.digest)
        try begin(.aes256Block, .decrypt, key, workspace.cipher)
        return try KeyUnwrap.contentKey(encrypted, workspace.cipher, else: standIn)
    }

    private static func begin(
        _ cipher: Cipher, _ direction: CipherContext.Direction, _ key: borrowing SecretBytes,
        _ context: borrowing CipherContext
    ) throws(CryptoError) {
        let none: [UInt8] = []
        try key.withSpan { (key) throws(CryptoError) in
            try context.begin(cipher, direction, key: key.extracting(first: ContentKey.byteCount), iv: none.span)
        }
    }
}
