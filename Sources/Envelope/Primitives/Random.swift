internal import CCrypto
internal import Synchronization

/// OpenSSL's random generator.
enum Random {
    /// Random bytes for values that everybody may see, drawn ahead: most of what they cost is the call.
    private struct Drawn {
        static let count = 4096

        var bytes: [UInt8] = []
        var used = 0
    }

    private static let drawn = Mutex(Drawn())

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

    /// Random bytes, never given twice, for a nonce or a boundary. They lie in memory before their use: never for a key.
    static func publicBytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        try [UInt8](capacity: count) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
            try appendPublicBytes(count, to: &output)
        }
    }

    /// The same, at the end of `output`, which must have room for them.
    static func appendPublicBytes(_ count: Int, to output: inout OutputSpan<UInt8>) throws(CryptoError) {
        guard count <= Drawn.count else { return output.append(try bytes(count)) }
        try drawn.withLock { (drawn) throws(CryptoError) in
            if drawn.bytes.count - drawn.used < count { drawn = Drawn(bytes: try bytes(Drawn.count)) }
            for place in drawn.used..<drawn.used + count { output.append(drawn.bytes[place]) }
            drawn.used += count
        }
    }
}
