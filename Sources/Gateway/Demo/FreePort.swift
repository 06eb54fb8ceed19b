internal import CSystem
internal import Foundation

/// Ports on loopback that nobody listens on.
enum FreePort {
    static func isFree(_ port: UInt16) -> Bool { bind(port) != nil }

    /// Any free one; nil when the system has none.
    static func any() -> UInt16? { bind(0) }

    /// The port that was bound, and let go again; nil when it is in use.
    private static func bind(_ port: UInt16) -> UInt16? {
        let descriptor = socket(AF_INET, weerthuis_stream_socket, 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
                guard Foundation.bind(descriptor, address, length) == 0 else { return -1 }
                return getsockname(descriptor, address, &length)
            }
        }
        return outcome == 0 ? UInt16(bigEndian: address.sin_port) : nil
    }
}
