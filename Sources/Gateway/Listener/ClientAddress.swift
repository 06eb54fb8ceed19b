internal import CMicroHTTPD
internal import Foundation

/// Whom a connection comes from.
struct ClientAddress: Hashable, Sendable {
    /// As numbers; `unix` on a unix socket.
    let text: String
    /// What counts as one sender: an IPv4 address, or an IPv6 network of 64 bits. Nil on a unix socket.
    let sender: UInt64?

    init(_ address: UnsafePointer<sockaddr>?) {
        (text, sender) = Self.parts(UnsafeRawPointer(address), address.map { Int32($0.pointee.sa_family) })
    }

    /// As a proxy wrote it down; nil when it is none.
    init?(_ text: some StringProtocol) {
        var (four, six) = (in_addr(), in6_addr())
        let text = String(text)
        if inet_pton(AF_INET, text, &four) == 1 {
            (self.text, sender) = Self.four(four)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            (self.text, sender) = Self.six(six)
        } else {
            return nil
        }
    }

    private static func parts(_ address: UnsafeRawPointer?, _ family: Int32?) -> (String, UInt64?) {
        switch (address, family) {
        case (let address?, AF_INET): four(address.load(as: sockaddr_in.self).sin_addr)
        case (let address?, AF_INET6): six(address.load(as: sockaddr_in6.self).sin6_addr)
        default: ("unix", nil)
        }
    }

    private static func four(_ number: in_addr) -> (String, UInt64?) {
        var number = number
        return (text(AF_INET, &number), UInt64(UInt32(bigEndian: number.s_addr)))
    }

    private static func six(_ number: in6_addr) -> (String, UInt64?) {
        var number = number
        let (high, low) = withUnsafeBytes(of: &number) { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        // An IPv4 address on an IPv6 socket: ::ffff:a.b.c.d.
        if high == 0, low >> 32 == 0xFFFF { return four(in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)) }
        return (text(AF_INET6, &number), high)
    }

    private static func text(_ family: Int32, _ number: UnsafeRawPointer) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            guard inet_ntop(family, number, start, socklen_t(INET6_ADDRSTRLEN)) != nil else { return "" }
            return String(cString: start)
        }
    }
}
