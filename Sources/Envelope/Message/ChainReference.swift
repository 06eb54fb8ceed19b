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
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: ASCII.colon), bytes.count == colon + 65 else { return nil }
        let number = String(decoding: bytes[..<colon], as: UTF8.self)
        guard let sequence = UInt64(number), String(sequence) == number else { return nil }
        var hash: [UInt8] = []
        hash.reserveCapacity(32)
        var high: UInt8?
        for byte in bytes[(colon + 1)...] {
            guard let digit = Self.digit(byte) else { return nil }
            if let first = high { hash.append(first << 4 | digit) }
            high = high == nil ? digit : nil
        }
        self.init(sequence: sequence, hash: hash)
    }

    public var description: String { "\(sequence):\(Hexadecimal.text(hash))" }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
