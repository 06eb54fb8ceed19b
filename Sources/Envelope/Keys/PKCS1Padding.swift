/// The check of RSAES-PKCS1-v1_5 (RFC 8017, 7.2.2) for a 32-byte content key, without a branch or an index that depends on
/// the decrypted block, and with a random key in place of an error (RFC 3218, 2.3.2).
enum PKCS1Padding {
    /// - Parameter block: what RSA without padding gives, as long as the modulus.
    static func contentKey(in block: borrowing SecretBytes, else standIn: borrowing SecretBytes) -> ContentKey {
        let keyCount = ContentKey.byteCount
        var wrong: UInt8 = 0xFF
        let chosen = SecretBytes(capacity: keyCount) { output in
            block.withSpan { block in
                standIn.withSpan { standIn in
                    guard block.count >= keyCount + 11 else {
                        for index in 0..<keyCount { output.append(standIn[index]) }
                        return
                    }
                    wrong = mismatch(block, keyStart: block.count - keyCount)
                    for index in 0..<keyCount {
                        let genuine = block[block.count - keyCount + index]
                        output.append((genuine & ~wrong) | (standIn[index] & wrong))
                    }
                }
            }
        }
        return ContentKey(chosen, isGenuine: wrong == 0)
    }

    /// 0x00 for `00 02 (nonzero…) 00` before `keyStart`, 0xFF otherwise.
    private static func mismatch(_ block: Span<UInt8>, keyStart: Int) -> UInt8 {
        var difference = block[0] | (block[1] ^ 0x02) | block[keyStart - 1]
        for index in 2..<(keyStart - 1) { difference |= isZero(block[index]) }
        return ~isZero(difference)
    }

    /// 0xFF for 0, 0x00 for anything else.
    private static func isZero(_ byte: UInt8) -> UInt8 {
        UInt8(truncatingIfNeeded: (UInt16(byte) &- 1) >> 8)
    }
}
