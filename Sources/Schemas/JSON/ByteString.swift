/// Bytes borrowed from a document or a compiled schema, for as long as that is alive.
typealias ByteString = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
    @inline(__always)
    func load(_ offset: Int) -> UInt64 {
        UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inline(__always)
    func loadHalf(_ offset: Int) -> UInt64 {
        UInt64(UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    func slice(_ offset: Int, _ length: Int) -> ByteString {
        assert(offset >= 0 && length >= 0 && offset + length <= count)
        return ByteString(start: baseAddress.map { $0 + offset }, count: length)
    }

    @inline(__always)
    func equals(_ other: ByteString) -> Bool {
        guard count == other.count else { return false }
        if count >= 8 {
            var offset = 0
            while offset &+ 8 < count {
                if load(offset) != other.load(offset) { return false }
                offset &+= 8
            }
            return load(count &- 8) == other.load(count &- 8)
        }
        if count >= 4 {
            return loadHalf(0) == other.loadHalf(0) && loadHalf(count &- 4) == other.loadHalf(count &- 4)
        }
        return shortWord == other.shortWord
    }

    /// At most three bytes as a number.
    @inline(__always)
    private var shortWord: UInt64 {
        if isEmpty { return 0 }
        return UInt64(self[0]) | UInt64(self[count >> 1]) << 8 | UInt64(self[count &- 1]) << 16
    }

    /// A hash of the length, the first and the last eight bytes. Whoever chooses the bytes can make it collide:
    /// only for tables where that costs a bounded number of comparisons.
    @inline(__always)
    var quickHash: UInt64 {
        var low: UInt64
        var high: UInt64
        if count >= 8 {
            low = load(0)
            high = load(count &- 8)
        } else if count >= 4 {
            low = loadHalf(0)
            high = loadHalf(count &- 4)
        } else {
            low = shortWord
            high = 0
        }
        low = (low ^ 0x9E37_79B9_7F4A_7C15) &* 0xA076_1D64_78BD_642F
        high = (high ^ UInt64(truncatingIfNeeded: count)) &* 0xE703_7ED1_A0B4_28DB
        let mixed = low ^ (high << 29 | high >> 35)
        return (mixed ^ mixed >> 32) &* 0x8EBC_6AF0_9C88_C6E3 >> 24
    }

    /// A hash over all bytes under a key that is chosen anew in each process.
    var keyedHash: UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(self))
        return UInt64(truncatingIfNeeded: hasher.finalize())
    }

    /// Whether these bytes come before the others, byte by byte.
    func precedes(_ other: ByteString) -> Bool {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count < other.count
    }
}
