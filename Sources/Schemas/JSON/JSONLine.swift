/// Writes one JSON object member by member, in the form of ``JSONTree/encoded()``, without building a tree first. Whoever writes
/// sees to it that no key stands twice.
public struct JSONLine {
    private var bytes: [UInt8] = []

    /// - Parameter capacity: about how many bytes it will have.
    public init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
        bytes.append(UInt8(ascii: "{"))
    }

    /// Adds a member with a text.
    public mutating func add(_ key: String, _ text: String) {
        begin(key)
        JSONTree.encode(text, into: &bytes)
    }

    /// Adds a member with a value that is JSON on one line already.
    public mutating func add(_ key: String, encoded value: [UInt8]) {
        begin(key)
        bytes += value
    }

    /// The whole object, and then `end`.
    public consuming func closed(with end: [UInt8] = []) -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        bytes += end
        return bytes
    }

    private mutating func begin(_ key: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        JSONTree.encode(key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }
}
