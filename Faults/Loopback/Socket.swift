internal import Foundation

/// TCP on loopback, blocking.
public enum Socket {
    /// - Returns: nil when the port can't be had; `errno` says why.
    public static func listen(_ port: UInt16) -> Int32? {
        let descriptor = make()
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let result = withAddress(1, port) { bind(descriptor, $0, $1) }
        return ended(descriptor, unless: result == 0 && Foundation.listen(descriptor, 64) == 0)
    }

    /// Connects to 127.0.0.1.
    ///
    /// - Parameter source: the last byte of the address that it comes from.
    /// - Returns: nil when nobody listens; `errno` says why.
    public static func connect(_ port: UInt16, source: UInt8 = 1) -> Int32? {
        let descriptor = make()
        let bound = withAddress(source, 0) { bind(descriptor, $0, $1) }
        return ended(
            descriptor,
            unless: bound == 0 && withAddress(1, port) { Foundation.connect(descriptor, $0, $1) } == 0)
    }

    /// - Returns: false when the other side is gone.
    @discardableResult
    public static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func make() -> Int32 {
        socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }

    private static func ended(_ descriptor: Int32, unless works: Bool) -> Int32? {
        guard !works else { return descriptor }
        let why = errno
        close(descriptor)
        errno = why
        return nil
    }

    private static func withAddress<Value>(
        _ last: UInt8, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = (0x7F00_0000 | UInt32(last)).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
