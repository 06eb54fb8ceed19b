/// Sole owner of a passphrase, overwritten when it ends.
public struct Passphrase: ~Copyable {
    let secret: SecretBytes

    /// Copies `bytes` (UTF-8 as typed, without a line end); the caller overwrites its own copy.
    public init(_ bytes: [UInt8]) {
        secret = SecretBytes(copying: bytes.span)
    }
}
