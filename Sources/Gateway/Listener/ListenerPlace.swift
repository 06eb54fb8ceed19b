/// Where a listener is reached.
enum ListenerPlace: Hashable, Sendable, CustomStringConvertible {
    /// A numeric IPv4 or IPv6 address. Port 0 lets the system choose.
    case network(address: String, port: UInt16)
    /// A socket in the file system, for a proxy on the same machine.
    case unix(path: String)

    var description: String {
        switch self {
        case .network(let address, let port): address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
        case .unix(let path): path
        }
    }
}
