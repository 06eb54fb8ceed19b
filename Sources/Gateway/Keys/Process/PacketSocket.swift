internal import CSystem
internal import Foundation

/// One end of a pair of connected sockets that carry packets. Closed when its last owner lets go.
///
/// Several threads may send and receive at once: a packet is whole, or it is not there.
final class PacketSocket: Sendable {
    enum Outcome {
        case packet
        /// Nothing came within the time limit.
        case silence
        /// The other end is gone, or sent a packet of another size.
        case ended
    }

    let descriptor: Int32

    /// - Parameter descriptor: this object closes it.
    init(taking descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// - Throws: the error number.
    static func pair() throws(SystemFailure) -> (PacketSocket, PacketSocket) {
        var ends: [Int32] = [-1, -1]
        let type = weerthuis_packet_socket | weerthuis_socket_closes_on_exec
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw SystemFailure("socketpair") }
        return (PacketSocket(taking: ends[0]), PacketSocket(taking: ends[1]))
    }

    /// Whether a descriptor that this process was given is such an end.
    static func isPacketSocket(_ descriptor: Int32) -> Bool {
        var type: Int32 = 0
        var count = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &count) == 0
            && type == weerthuis_packet_socket
    }

    /// How long a call of ``receive(into:)`` or ``send(_:)`` waits at most.
    func limit(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var value = timeval(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// - Returns: false when the other end is gone or does not read.
    func send(_ packet: [UInt8]) -> Bool {
        while true {
            let sent = Foundation.send(descriptor, packet, packet.count, Int32(MSG_NOSIGNAL))
            if sent == packet.count { return true }
            guard sent < 0, errno == EINTR else { return false }
        }
    }

    /// Waits for a packet as long as `packet`, and puts it there.
    func receive(into packet: inout [UInt8]) -> Outcome {
        let count = packet.count
        while true {
            // MSG_TRUNC: the answer is the packet's own length, also when that is more than fits.
            let got = packet.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress, count, Int32(MSG_TRUNC))
            }
            if got == count { return .packet }
            guard got < 0 else { return .ended }
            if errno == EAGAIN || errno == EWOULDBLOCK { return .silence }
            guard errno == EINTR else { return .ended }
        }
    }

    /// Ends the conversation for both ends; whoever waits in ``receive(into:)`` returns.
    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
