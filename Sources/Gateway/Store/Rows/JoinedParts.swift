/// Several byte strings in one, each with its length before it.
enum JoinedParts {
    private static let lengthByteCount = 4

    static func join(_ parts: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.count + lengthByteCount })
        for part in parts {
            withUnsafeBytes(of: UInt32(clamping: part.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part)
        }
        return bytes
    }

    /// Nil unless there are as many of them as `counts` allows.
    static func split(_ bytes: [UInt8], counts: ClosedRange<Int>) -> [[UInt8]]? {
        var rest = bytes[...]
        var parts: [[UInt8]] = []
        while !rest.isEmpty, parts.count < counts.upperBound {
            guard rest.count >= lengthByteCount else { return nil }
            let length = rest.prefix(lengthByteCount).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(lengthByteCount)
            guard length <= rest.count else { return nil }
            parts.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return rest.isEmpty && counts.contains(parts.count) ? parts : nil
    }
}
