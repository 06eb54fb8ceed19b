import Foundation
import Loopback

/// A client that sends exactly the bytes that it is given.
final class RawClient: ByteClient {
    let descriptor: Int32

    /// Connects to a port of this machine, from 127.0.0.`source`.
    init(port: UInt16, source: UInt8 = 1, milliseconds: Int = 10_000) throws {
        guard let descriptor = Socket.connect(port, source: source) else {
            throw ClientFailure(what: "connect: \(errno)")
        }
        self.descriptor = descriptor
        var limit = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool { Socket.send(bytes, to: descriptor) }

    /// Nothing more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Nil when the other side has closed, or says nothing within the time.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}

struct ClientFailure: Error {
    let what: String
}
