/// One place in a chain of editions or records: its sequence number and its SHA-256 hash.
///
/// As text `<sequence>:<64 hexadecimal digits in lower case>`. A message names its sender's edition of the directory in
/// this way, and a receipt the receiver's audit checkpoint.
public struct ChainReference: Hashable, Sendable, CustomStringConvertible {
    /// 0 to 2^53 - 1, so that every JSON reader keeps it exactly.
    public let sequence: UInt64
    /// 32 bytes.
    public let hash: [UInt8]

    public init?(sequence: UInt64, hash: [UInt8]) {
        guard sequence < 1 << 53, hash.count == 32 else { return nil }
        self.sequence = sequence
        self.hash = hash
    }

    /// Nil unless `text` has exactly the form above; a sequence has no leading zeros.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = UInt64(parts[0]), String(sequence) == parts[0] else { return nil }
        guard parts[1].utf8.count == 64 else { return nil }
        var hash: [UInt8] = []
        var high: UInt8?
        for byte in parts[1].utf8 {
            guard let digit = Self.digit(byte) else { return nil }
            if let first = high { hash.append(first << 4 | digit) }
            high = high == nil ? digit : nil
        }
        self.init(sequence: sequence, hash: hash)
    }

    public var description: String {
        "\(sequence):" + hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
