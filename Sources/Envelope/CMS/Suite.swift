/// How content is encrypted for a partner. The directory's entry of the partner decides, never a message.
public enum Suite: String, CaseIterable, Hashable, Sendable {
    /// AuthEnvelopedData with AES-256-GCM (RFC 5083, 5084).
    case gcm
    /// EnvelopedData with AES-256-CBC (RFC 5652, 6): for partners whose software knows nothing better.
    case cbc

    var cipher: Cipher {
        switch self {
        case .gcm: .aes256GCM
        case .cbc: .aes256CBC
        }
    }

    /// Bytes of the nonce or the initialisation vector.
    var ivByteCount: Int {
        switch self {
        case .gcm: 12
        case .cbc: 16
        }
    }

    /// Bytes of ciphertext for so many bytes of plaintext, the tag not counted.
    func encryptedByteCount(_ plain: Int) -> Int {
        switch self {
        case .gcm: plain
        case .cbc: plain / 16 * 16 + 16
        }
    }
}
