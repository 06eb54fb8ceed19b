/// Sole owner of the 32-byte key that a message was encrypted with, overwritten when it ends.
public struct ContentKey: ~Copyable {
    static let byteCount = 32

    let secret: SecretBytes
    /// False when the wrapped key did not open and this is a random key instead. For the log only: never let the answer to
    /// the outside, or its time, depend on it.
    public let isGenuine: Bool

    init(_ secret: consuming SecretBytes, isGenuine: Bool) {
        self.secret = secret
        self.isGenuine = isGenuine
    }

    /// A content key that was recovered in another process.
    ///
    /// - Returns: nil when `bytes` does not have 32 bytes.
    public init?(recovered bytes: [UInt8], isGenuine: Bool) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(SecretBytes(copying: bytes.span), isGenuine: isGenuine)
    }

    /// Lends the bytes, for a process that recovers keys on behalf of another. They must not outlive `body` unwiped.
    package borrowing func withBytes<R>(_ body: (Span<UInt8>) -> R) -> R {
        secret.withSpan { body($0) }
    }
}
