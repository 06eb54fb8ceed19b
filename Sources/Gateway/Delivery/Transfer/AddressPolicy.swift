/// Which addresses this node may connect to: those of the public internet, and what the configuration allows besides.
///
/// The special blocks are those of the registries (RFC 6890). Of IPv6 only global unicast is public; the blocks that carry an
/// IPv4 address are judged by that address, or refused where it can't be seen.
struct AddressPolicy: Hashable, Sendable {
    private let allowed: [NetworkRange]

    init(allowing networks: [String] = []) throws(DeliverySettingsError) {
        var allowed: [NetworkRange] = []
        for network in networks {
            guard let range = NetworkRange(network) else { throw .network(network) }
            allowed.append(range)
        }
        self.allowed = allowed
    }

    func permits(_ address: NetworkAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if let embedded = address.embedded { return permits(embedded) }
        if address.bytes.count == 4 { return !Self.special.contains { $0.contains(address) } }
        return Self.global.contains { $0.contains(address) } && !Self.specialGlobal.contains { $0.contains(address) }
    }

    private static let special = ranges(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4")
    private static let global = ranges("2000::/3")
    /// Protocol assignments with Teredo and benchmarking, documentation, 6to4, documentation.
    private static let specialGlobal = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")

    private static func ranges(_ texts: String...) -> [NetworkRange] { texts.compactMap { NetworkRange($0) } }
}
