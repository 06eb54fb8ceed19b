/// The ciphers of the envelope.
enum Cipher {
    /// Content of suite `gcm`.
    case aes256GCM
    /// Content of suite `cbc`, and private keys at rest.
    case aes256CBC
    /// Content keys under a key agreed by ECDH (RFC 3394).
    case aes256Wrap
    /// Single blocks, of which key unwrap is made.
    case aes256Block
}
