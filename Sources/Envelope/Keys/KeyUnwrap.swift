internal import CCrypto

/// AES key unwrap (RFC 3394, 2.2.2) of a 32-byte content key over single AES blocks.
///
/// OpenSSL's own leaves by another way when the check value is wrong, and that takes longer. Here a wrong value chooses the
/// random key by a mask, in the same steps.
enum KeyUnwrap {
    private static let checkValue: UInt64 = 0xA6A6_A6A6_A6A6_A6A6
    private static let words = ContentKey.byteCount / 8
    /// The content key and the check value.
    static let wrappedByteCount = ContentKey.byteCount + 8

    /// - Parameters:
    ///   - context: begun with the wrapping key for ``Cipher/aes256Block``.
    ///   - standIn: 32 random bytes.
    static func contentKey(
        _ encrypted: [UInt8], _ context: borrowing CipherContext, else standIn: borrowing SecretBytes
    ) throws(CryptoError) -> ContentKey {
        guard encrypted.count == wrappedByteCount else {
            return ContentKey(standIn.withSpan { SecretBytes(copying: $0) }, isGenuine: false)
        }
        var registers = (0...words).map { word in
            encrypted[word * 8..<word * 8 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        defer { unsafe registers.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) } }
        for step in stride(from: 6 * words, through: 1, by: -1) {
            let word = (step - 1) % words + 1
            registers[0] ^= UInt64(step)
            let (high, low) = try context.block(registers[0], registers[word])
            registers[0] = high
            registers[word] = low
        }
        let difference = registers[0] ^ checkValue
        // All ones when there is a difference: a number or its negative has the top bit, unless it is zero.
        let wrong = UInt8(truncatingIfNeeded: 0 &- ((difference | (0 &- difference)) >> 63))
        let chosen = SecretBytes(capacity: ContentKey.byteCount) { output in
            standIn.withSpan { standIn in
                for index in 0..<ContentKey.byteCount {
                    let genuine = UInt8(truncatingIfNeeded: registers[1 + index / 8] >> UInt64(56 - index % 8 * 8))
                    output.append((genuine & ~wrong) | (standIn[index] & wrong))
                }
            }
        }
        return ContentKey(chosen, isGenuine: wrong == 0)
    }
}
