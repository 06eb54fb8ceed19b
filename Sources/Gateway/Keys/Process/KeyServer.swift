internal import Envelope
internal import Foundation
internal import Synchronization

/// The whole work of a key process: requests from one socket, answered by a few threads, until the socket ends.
///
/// It reads nothing but ``KeyRequest``s. Whatever else arrives ends the process at once: only a node that is no longer itself
/// would send it.
final class KeyServer: Sendable {
    private let socket: PacketSocket
    private let keys: [PrivateKey]
    private let confinement = Mutex<Confinement>([])

    init(_ socket: PacketSocket, keys: [PrivateKey]) {
        self.socket = socket
        self.keys = keys
    }

    /// Notes what the process gave up. Call it before the first request is answered.
    func begin(_ achieved: Confinement) { confinement.withLock { $0 = achieved } }

    /// Answers on this thread until the node stops the process or is gone, then ends the process: nothing is to be put away,
    /// and other threads may still be computing.
    func serveAndEnd() -> Never { _exit((serve() ? ExitCode.success : ExitCode.refused).rawValue) }

    /// - Returns: whether the end was in order: no packet of another kind.
    private func serve() -> Bool {
        var packet = [UInt8](repeating: 0, count: KeyWire.requestByteCount)
        while case .packet = socket.receive(into: &packet) {
            guard let (id, request) = KeyRequest.read(packet), isKnown(request) else { return false }
            if request == .stop { return true }
            guard answer(request, id) else { return true }
        }
        return true
    }

    private func isKnown(_ request: KeyRequest) -> Bool {
        switch request {
        case .status, .stop: true
        case .publicKey(let number), .sign(let number, _), .unwrap(let number, _): keys.indices.contains(Int(number))
        }
    }

    /// - Returns: false when the node is gone.
    private func answer(_ request: KeyRequest, _ id: UInt64) -> Bool {
        var reply = reply(to: request)
        var packet = reply.packet(id: id)
        defer {
            packet.cleanse()
            reply.payload.cleanse()
        }
        return socket.send(packet)
    }

    private func reply(to request: KeyRequest) -> KeyReply {
        do throws(KeyError) {
            switch request {
            case .status, .stop: return KeyReply(.done, status)
            case .publicKey(let number): return KeyReply(.done, keys[Int(number)].publicKey.encoded)
            case .sign(let number, let digest): return KeyReply(.done, try keys[Int(number)].sign(digest))
            case .unwrap(let number, let wrapped):
                let key = try keys[Int(number)].unwrap(wrapped)
                let bytes = key.withBytes { span in span.indices.map { span[$0] } }
                return KeyReply(.done, bytes, isGenuine: key.isGenuine)
            }
        } catch {
            guard case .wrongUse(let use) = error else { return KeyReply(.failed) }
            return KeyReply(.wrongUse, Array(use.utf8))
        }
    }

    /// The number of keys and the confinement.
    private var status: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 6)
        KeyWire.put(UInt64(keys.count), 2, at: 0, in: &bytes)
        KeyWire.put(UInt64(confinement.withLock { $0.rawValue }), 4, at: 2, in: &bytes)
        return bytes
    }
}
