extension JSONContent {
    /// Appends a value on one line, without spaces between tokens: what ``JSONTree/encoded()`` makes of it.
    ///
    /// It goes as deep as the document, whose depth the parser limits.
    ///
    /// - Returns: the index after the value.
    func encode(at index: Int, into bytes: inout [UInt8]) -> Int {
        let node = nodes[index]
        switch node.kind {
        case .null: bytes += "null".utf8
        case .true: bytes += "true".utf8
        case .false: bytes += "false".utf8
        case .integer, .decimal: bytes += self.bytes(of: node)
        case .plain:
            // Without escapes there is nothing in it that needs one.
            bytes.append(UInt8(ascii: "\""))
            bytes += self.bytes(of: node)
            bytes.append(UInt8(ascii: "\""))
        case .escaped: JSONTree.encode(string(at: index), into: &bytes)
        case .array:
            encodeChildren(of: index, between: "[", "]", into: &bytes) { encode(at: $0, into: &$1) }
        case .object:
            encodeChildren(of: index, between: "{", "}", into: &bytes) { key, bytes in
                let value = encode(at: key, into: &bytes)
                bytes.append(UInt8(ascii: ":"))
                return encode(at: value, into: &bytes)
            }
        }
        return next(after: index)
    }

    /// - Parameter encodeChild: appends the child at an index, a member with its key; answers the index after it.
    private func encodeChildren(
        of index: Int, between start: Unicode.Scalar, _ end: Unicode.Scalar, into bytes: inout [UInt8],
        _ encodeChild: (Int, inout [UInt8]) -> Int
    ) {
        bytes.append(UInt8(ascii: start))
        var child = index + 1
        for place in 0..<nodes[index].place {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            child = encodeChild(child, &bytes)
        }
        bytes.append(UInt8(ascii: end))
    }
}
