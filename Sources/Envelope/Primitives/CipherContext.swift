internal import CCrypto

/// Sole owner of one `EVP_CIPHER_CTX`, reused from message to message.
@safe
struct CipherContext: ~Copyable {
    enum Direction: Int32 {
        case decrypt = 0
        case encrypt = 1
    }

    private let pointer: OpaquePointer
    private let algorithms: Algorithms

    init() throws(CryptoError) {
        let algorithms = try Algorithms.shared()
        guard let pointer = unsafe EVP_CIPHER_CTX_new() else { throw .drain("EVP_CIPHER_CTX_new") }
        unsafe EVP_CIPHER_CTX_set_flags(pointer, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW)
        unsafe self.pointer = pointer
        self.algorithms = algorithms
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }

    /// Starts a new message. The key must have 32 bytes; the initialisation vector the cipher's number, none for key wrap.
    func begin(_ cipher: Cipher, _ direction: Direction, key: Span<UInt8>, iv: Span<UInt8>) throws(CryptoError) {
        guard key.count == 32, iv.count == Self.ivByteCount(cipher) else {
            throw CryptoError(operation: "EVP_CipherInit_ex", codes: [])
        }
        let method = unsafe algorithms.pointer(to: cipher)
        let ok = unsafe key.withUnsafeBufferPointer { key in
            unsafe iv.withUnsafeBufferPointer { iv in
                unsafe EVP_CipherInit_ex(
                    pointer, method, nil, key.baseAddress, iv.isEmpty ? nil : iv.baseAddress, direction.rawValue)
            }
        }
        guard ok == 1 else { throw .drain("EVP_CipherInit_ex") }
        if cipher == .aes256Block { unsafe EVP_CIPHER_CTX_set_padding(pointer, 0) }
    }

    /// Transforms one block of 16 bytes, given and returned as two big-endian halves (``Cipher/aes256Block`` only).
    func block(_ high: UInt64, _ low: UInt64) throws(CryptoError) -> (high: UInt64, low: UInt64) {
        var block = (high.bigEndian, low.bigEndian)
        var written: Int32 = 0
        let ok = unsafe withUnsafeMutableBytes(of: &block) { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return unsafe EVP_CipherUpdate(pointer, start, &written, start, 16)
        }
        defer { unsafe withUnsafeMutableBytes(of: &block) { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) } }
        guard ok == 1, written == 16 else { throw .drain("EVP_CipherUpdate") }
        return (UInt64(bigEndian: block.0), UInt64(bigEndian: block.1))
    }

    /// Feeds additional authenticated data (GCM only).
    func authenticate(_ bytes: Span<UInt8>) throws(CryptoError) {
        var written: Int32 = 0
        let ok = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_CipherUpdate(pointer, nil, &written, $0.baseAddress, Int32(clamping: $0.count))
        }
        guard ok == 1 else { throw .drain("EVP_CipherUpdate") }
    }

    /// Processes `input` and appends the outcome to `output`, whose free capacity must hold `input` and one block more.
    func update(_ input: Span<UInt8>, into output: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard output.freeCapacity >= input.count + 16, let inputCount = Int32(exactly: input.count) else {
            throw CryptoError(operation: "EVP_CipherUpdate", codes: [])
        }
        var written: Int32 = 0
        var ok: Int32 = 0
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let start = buffer.baseAddress else { return }
                ok = unsafe EVP_CipherUpdate(pointer, start + initialized, &written, input.baseAddress, inputCount)
                if ok == 1 { initialized += Int(written) }
            }
        }
        guard ok == 1 else { throw .drain("EVP_CipherUpdate") }
    }

    /// Ends the message.
    ///
    /// - Returns: false when the tag or the padding is wrong; what was written before counts for nothing then.
    func finish(into output: inout OutputSpan<UInt8>) throws(CryptoError) -> Bool {
        guard output.freeCapacity >= 16 else { throw CryptoError(operation: "EVP_CipherFinal_ex", codes: []) }
        var written: Int32 = 0
        var ok: Int32 = 0
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
            guard let start = buffer.baseAddress else { return }
            ok = unsafe EVP_CipherFinal_ex(pointer, start + initialized, &written)
            if ok == 1 { initialized += Int(written) }
        }
        // Also when nothing went wrong, so that it takes the same time.
        CryptoError.discard()
        return ok == 1
    }

    /// Appends the 16-byte tag after ``finish(into:)`` of an encryption (GCM). `output` must have room for it.
    func appendTag(to output: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard output.freeCapacity >= 16 else { throw CryptoError(operation: "EVP_CTRL_AEAD_GET_TAG", codes: []) }
        var ok: Int32 = 0
        unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
            guard let start = buffer.baseAddress else { return }
            ok = unsafe EVP_CIPHER_CTX_ctrl(pointer, EVP_CTRL_AEAD_GET_TAG, 16, start + initialized)
            if ok == 1 { initialized += 16 }
        }
        guard ok == 1 else { throw .drain("EVP_CTRL_AEAD_GET_TAG") }
    }

    /// Sets the tag that ``finish(into:)`` of a decryption compares (GCM). It must have 16 bytes.
    func expect(tag: Span<UInt8>) throws(CryptoError) {
        guard tag.count == 16 else { throw CryptoError(operation: "EVP_CTRL_AEAD_SET_TAG", codes: []) }
        let ok = unsafe tag.withUnsafeBufferPointer {
            unsafe EVP_CIPHER_CTX_ctrl(
                pointer, EVP_CTRL_AEAD_SET_TAG, 16, UnsafeMutableRawPointer(mutating: $0.baseAddress))
        }
        guard ok == 1 else { throw .drain("EVP_CTRL_AEAD_SET_TAG") }
    }

    private static func ivByteCount(_ cipher: Cipher) -> Int {
        switch cipher {
        case .aes256GCM: 12
        case .aes256CBC: 16
        case .aes256Wrap, .aes256Block: 0
        }
    }
}
