internal import Foundation

/// An IPv4 or IPv6 address, as a socket has it.
struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16 bytes.
    let bytes: [UInt8]

    /// Nil unless `text` is an address in its usual form.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    /// - Parameter count: the bytes of the socket address.
    /// - Returns: nil for a family that is not the internet's.
    init?(_ address: UnsafePointer<sockaddr>, count: Int) {
        let raw = UnsafeRawBufferPointer(start: address, count: count)
        guard count >= MemoryLayout<sockaddr>.size else { return nil }
        // Every socket address begins with its family.
        switch Int32(raw.load(as: sa_family_t.self)) {
        case AF_INET where count >= MemoryLayout<sockaddr_in>.size: bytes = Array(raw[4..<8])
        case AF_INET6 where count >= MemoryLayout<sockaddr_in6>.size: bytes = Array(raw[8..<24])
        default: return nil
        }
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 127.0.0.0/8 and ::1: only this machine reaches it.
    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// The IPv4 address that an IPv6 address means: mapped (RFC 4291 section 2.5.5.2) or translated (RFC 6052 section 2.1).
    var embedded: NetworkAddress? {
        guard bytes.count == 16 else { return nil }
        let head = Array(bytes[..<12])
        return Self.embeddingHeads.contains(head) ? NetworkAddress(bytes: Array(bytes[12...])) : nil
    }

    private static let embeddingHeads: [[UInt8]] = [
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF],
        [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0],
    ]

    var description: String {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isWritten = bytes.withUnsafeBytes {
            inet_ntop(family, $0.baseAddress, &text, socklen_t(text.count)) != nil
        }
        return isWritten ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "?"
    }
}
