/// Finds the `seq` of a command that the strict reader refuses, so that the harness knows which one its answer is about.
enum BowtieSequence {
    /// The value behind the first key `seq` of the outermost object, when it can be read by itself.
    static func find(in line: [UInt8]) -> JSONValue? {
        var depth = 0
        var index = 0
        while index < line.count {
            switch line[index] {
            case UInt8(ascii: "\""):
                let end = endOfString(line, from: index)
                if depth == 1, line[index..<end].elementsEqual(#""seq""#.utf8), let value = value(line, after: end) {
                    return value
                }
                index = end - 1
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The offset after the closing quote, or the end of the line.
    private static func endOfString(_ line: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < line.count, line[index] != UInt8(ascii: "\"") {
            index += line[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, line.count)
    }

    /// What stands between the colon and the next comma or closing brace outside strings, arrays and objects.
    private static func value(_ line: [UInt8], after key: Int) -> JSONValue? {
        guard let colon = line[key...].firstIndex(where: { !isSpace($0) }), line[colon] == UInt8(ascii: ":") else {
            return nil
        }
        var depth = 0
        var index = colon + 1
        scan: while index < line.count {
            switch line[index] {
            case UInt8(ascii: "\""): index = endOfString(line, from: index) - 1
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { break scan }
                if line[index] != UInt8(ascii: ",") { depth -= 1 }
            default: break
            }
            index += 1
        }
        return try? JSONDocument(parsing: Array(line[(colon + 1)..<min(index, line.count)])).root
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
