/// Turns a text into nodes in one pass, without recursion: an open container keeps its parent in its own node.
struct JSONParser {
    let bytes: ByteString
    let limits: JSONLimits
    var position = 0
    var nodes: [JSONNode] = []
    /// Decoded strings that had escapes, each behind four bytes with the offset of its opening quote in the text.
    var decoded: [UInt8] = []
    private var open = -1
    private var depth = 0

    init(_ bytes: ByteString, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func parse() throws(JSONSyntaxError) {
        try checkStart()
        nodes.reserveCapacity(bytes.count / 8 + 2)
        repeat {
            try parseValue()
            try closeFinishedContainers()
        } while open >= 0
        skipWhitespace()
        guard position == bytes.count else { throw try failure(.trailingBytes) }
    }

    private mutating func checkStart() throws(JSONSyntaxError) {
        guard bytes.count <= limits.maxBytes else {
            throw JSONSyntaxError(.tooLarge(limit: limits.maxBytes), at: 0, in: bytes)
        }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONSyntaxError(.byteOrderMark, at: 0, in: bytes)
        }
        skipWhitespace()
        guard position < bytes.count else { throw error(.empty) }
    }

    /// Reads one scalar, or opens containers until a scalar or an empty container was read.
    private mutating func parseValue() throws(JSONSyntaxError) {
        while true {
            skipWhitespace()
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            if open >= 0 { nodes[open].countChild() }
            switch bytes[position] {
            case UInt8(ascii: "\""): return try parseString()
            case UInt8(ascii: "{"):
                try openContainer(.object)
                guard try !closeIfNext(UInt8(ascii: "}")) else { return }
                try parseKey()
            case UInt8(ascii: "["):
                try openContainer(.array)
                guard try !closeIfNext(UInt8(ascii: "]")) else { return }
            case UInt8(ascii: "t"): return try parseLiteral("true", .true)
            case UInt8(ascii: "f"): return try parseLiteral("false", .false)
            case UInt8(ascii: "n"): return try parseLiteral("null", .null)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
            default: throw try failure(.unexpectedCharacter)
            }
        }
    }

    private mutating func openContainer(_ kind: JSONNode.Kind) throws(JSONSyntaxError) {
        guard depth < limits.maxDepth else { throw error(.tooDeep(limit: limits.maxDepth)) }
        depth += 1
        position += 1
        nodes.append(JSONNode(kind, place: 0, extent: open + 1))
        open = nodes.count - 1
    }

    private mutating func closeIfNext(_ byte: UInt8) throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        try closeContainer()
        return true
    }

    private mutating func closeContainer() throws(JSONSyntaxError) {
        position += 1
        depth -= 1
        let node = nodes[open]
        if node.kind == .object, node.place > 1, let repeated = repeatedKey(of: open) {
            throw JSONSyntaxError(.duplicateKey, at: sourceOffset(ofKey: repeated), in: bytes)
        }
        nodes[open].setExtent(nodes.count)
        open = node.extent - 1
    }

    /// After a value: closes what ends here, and stops before the next value.
    private mutating func closeFinishedContainers() throws(JSONSyntaxError) {
        while open >= 0 {
            skipWhitespace()
            guard position < bytes.count else { throw error(.unexpectedEnd) }
            let isObject = nodes[open].kind == .object
            switch bytes[position] {
            case UInt8(ascii: ","):
                position += 1
                if isObject { try parseKey() }
                return
            case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject: try closeContainer()
            default: throw try failure(.unexpectedCharacter)
            }
        }
    }

    private mutating func parseKey() throws(JSONSyntaxError) {
        skipWhitespace()
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        guard bytes[position] == UInt8(ascii: "\"") else { throw try failure(.unexpectedCharacter) }
        try parseString()
        skipWhitespace()
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        guard bytes[position] == UInt8(ascii: ":") else { throw try failure(.unexpectedCharacter) }
        position += 1
    }

    private mutating func parseLiteral(_ word: StaticString, _ kind: JSONNode.Kind) throws(JSONSyntaxError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position + index < bytes.count else { throw error(.unexpectedEnd, at: bytes.count) }
            guard bytes[position + index] == word.utf8Start[index] else {
                position += index
                throw try failure(.unexpectedCharacter)
            }
        }
        nodes.append(JSONNode(kind, place: position, extent: word.utf8CodeUnitCount))
        position += word.utf8CodeUnitCount
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    func error(_ reason: JSONSyntaxError.Reason, at offset: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(reason, at: offset ?? position, in: bytes)
    }

    /// The error for what stands here: broken UTF-8 is named as such.
    private func failure(_ reason: JSONSyntaxError.Reason) throws(JSONSyntaxError) -> JSONSyntaxError {
        if bytes[position] >= 0x80 { _ = try scalarLength(at: position) }
        return error(reason)
    }
}
