/// A block of addresses, `10.1.0.0/16` or `fd00::/8` (RFC 4632).
struct NetworkRange: Hashable, Sendable {
    private let network: NetworkAddress
    private let length: Int

    /// Nil unless `text` is a network with its length, without bits after it.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let network = NetworkAddress(parts[0]), let length = Int(parts[1]),
            String(length) == parts[1], (0...network.bytes.count * 8).contains(length)
        else { return nil }
        self.network = network
        self.length = length
        guard network.bytes.indices.allSatisfy({ network.bytes[$0] & ~mask(of: $0) == 0 }) else { return nil }
    }

    /// An address alone is a range of one.
    init?(addressOrRange text: String) {
        let bits = NetworkAddress(text).map { $0.bytes.count * 8 }
        self.init(bits.map { "\(text)/\($0)" } ?? text)
    }

    func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == network.bytes.count else { return false }
        return address.bytes.indices.allSatisfy { address.bytes[$0] & mask(of: $0) == network.bytes[$0] }
    }

    private func mask(of index: Int) -> UInt8 {
        let bits = min(max(length - index * 8, 0), 8)
        return bits == 0 ? 0 : 0xFF << UInt8(8 - bits)
    }
}
