internal import CCrypto

/// What OpenSSL reported about one failed call, oldest entry first.
///
/// Draining empties this thread's error queue at once, before a release elsewhere can overwrite it.
public struct CryptoError: Error, Hashable, Sendable {
    /// The call that failed.
    public let operation: String
    /// The packed OpenSSL error codes, as `openssl errstr` reads them.
    public let codes: [UInt]

    static func drain(_ operation: StaticString) -> CryptoError {
        var codes: [UInt] = []
        while case let code = ERR_get_error(), code != 0 { codes.append(UInt(code)) }
        return CryptoError(operation: "\(operation)", codes: codes)
    }

    /// Throws away what a call reported whose failure is an expected outcome.
    static func discard() {
        ERR_clear_error()
    }
}

extension CryptoError: CustomStringConvertible {
    public var description: String {
        let hexadecimal = codes.map { "error:" + String($0, radix: 16, uppercase: true) }.joined(separator: ", ")
        return "\(operation) failed" + (codes.isEmpty ? "" : " (\(hexadecimal); see `openssl errstr`)")
    }
}
