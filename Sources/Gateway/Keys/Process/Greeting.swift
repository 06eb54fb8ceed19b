internal import Envelope

/// What a node learns of a key process before it uses it.
struct Greeting {
    let confinement: Confinement
    let keys: [PublicKey]

    /// Waits until the process is ready, and asks for the public half of every key.
    init(_ socket: PacketSocket, _ limit: Duration) throws(KeyProcessError) {
        socket.limit(limit)
        let status = try Self.ask(.status, socket)
        guard status.count == 6 else { throw .notReady(.nonsense) }
        confinement = Confinement(rawValue: UInt32(KeyWire.integer(4, at: 2, in: status)))
        let count = UInt16(KeyWire.integer(2, at: 0, in: status))
        keys = try (0..<count).map { (number) throws(KeyProcessError) in
            let encoded = try Self.ask(.publicKey(number: number), socket)
            do throws(KeyError) { return try PublicKey(encoded: encoded) } catch { throw .notReady(.nonsense) }
        }
    }

    private static func ask(_ request: KeyRequest, _ socket: PacketSocket) throws(KeyProcessError) -> [UInt8] {
        guard let packet = request.packet(id: 0), socket.send(packet) else { throw .notReady(.ended) }
        var answer = [UInt8](repeating: 0, count: KeyWire.replyByteCount)
        switch socket.receive(into: &answer) {
        case .packet: break
        case .silence: throw .notReady(.silent)
        case .ended: throw .notReady(.ended)
        }
        guard let (_, reply) = KeyReply.read(answer) else { throw .notReady(.nonsense) }
        switch reply.status {
        case .done: return reply.payload
        case .notStarted: throw .refused(String(decoding: reply.payload, as: UTF8.self))
        case .failed, .wrongUse: throw .notReady(.nonsense)
        }
    }
}
