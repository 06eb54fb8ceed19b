/// One header field (RFC 9110, 5).
struct HTTPField: Hashable, Sendable {
    let name: String
    let value: String

    /// Whether this is its name, whatever the case of its letters.
    func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count
            && zip(name.utf8, other.utf8).allSatisfy { Self.lowercase($0) == Self.lowercase($1) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
