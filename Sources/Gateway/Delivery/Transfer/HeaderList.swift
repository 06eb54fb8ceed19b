internal import CCurl

/// Sole owner of one list of header lines.
struct HeaderList: ~Copyable {
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?

    init() {}

    deinit { curl_slist_free_all(pointer) }

    /// - Returns: false when a name or value can't stand on one line, or memory is short.
    mutating func add(_ name: String, _ value: String) -> Bool {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isName), value.utf8.allSatisfy(Self.isValue) else {
            return false
        }
        return add(line: value.isEmpty ? "\(name);" : "\(name): \(value)")
    }

    /// Keeps libcurl from adding a header of its own.
    mutating func leaveOut(_ name: String) -> Bool { add(line: "\(name):") }

    private mutating func add(line: String) -> Bool {
        guard let longer = line.withCString({ curl_slist_append(pointer, $0) }) else { return false }
        pointer = longer
        return true
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    private static func isValue(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) }
}
