internal import CCrypto

extension [UInt8] {
    /// Overwrites the bytes with zeros in a way that the compiler does not leave out.
    ///
    /// Works on this array's own storage: call it on the last reference only.
    package mutating func cleanse() {
        unsafe withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
    }
}

extension OutputSpan<UInt8> {
    mutating func append(_ bytes: [UInt8]) {
        for byte in bytes { append(byte) }
    }
}
