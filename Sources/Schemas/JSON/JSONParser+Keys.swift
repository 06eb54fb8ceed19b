extension JSONParser {
    /// Up to this many keys a hash that can be made to collide will do: then each key costs so many comparisons at most.
    private static let fewKeys = 64

    /// The second of two equal keys of the object, whose children are all read. Linear also on hostile keys.
    func repeatedKey(of object: Int) -> Int? {
        let count = nodes[object].place
        var slots = 4
        while slots < count * 2 { slots *= 2 }
        return decoded.withUnsafeBufferPointer { decoded in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: slots) { table in
                table.initialize(repeating: 0)
                var key = object + 1
                for _ in 0..<count {
                    if !insert(key, into: table, keyed: count > Self.fewKeys, decoded) { return key }
                    key = nodes[key + 1].next(after: key + 1)
                }
                return nil
            }
        }
    }

    @inline(__always)
    private func insert(
        _ key: Int, into table: UnsafeMutableBufferPointer<UInt32>, keyed: Bool, _ decoded: ByteString
    ) -> Bool {
        let text = keyBytes(key, decoded)
        let mask = table.count - 1
        var slot = Int(truncatingIfNeeded: keyed ? text.keyedHash : text.quickHash) & mask
        while table[slot] != 0 {
            if keyBytes(Int(table[slot]), decoded).equals(text) { return false }
            slot = (slot + 1) & mask
        }
        table[slot] = UInt32(truncatingIfNeeded: key)
        return true
    }

    @inline(__always)
    private func keyBytes(_ key: Int, _ decoded: ByteString) -> ByteString {
        let node = nodes[key]
        return (node.kind == .plain ? bytes : decoded).slice(node.place, node.extent)
    }

    func sourceOffset(ofKey key: Int) -> Int {
        let node = nodes[key]
        guard node.kind == .escaped else { return node.place - 1 }
        let offset = decoded.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: node.place - 4, as: UInt32.self) }
        return Int(offset)
    }
}
