internal import CCrypto

/// OpenSSL's random generator.
enum Random {
    static func fill(_ span: inout MutableSpan<UInt8>) throws(CryptoError) {
        let ok = unsafe span.withUnsafeMutableBufferPointer {
            unsafe RAND_bytes($0.baseAddress, Int32(clamping: $0.count))
        }
        guard ok == 1 else { throw .drain("RAND_bytes") }
    }

    static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        try fill(&span)
        return bytes
    }
}
